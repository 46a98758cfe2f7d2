// What the engine wants done. The shell performs it and decides nothing.
import type { PlaybackAct } from '@sameframe/shared/playback.ts';
import type { EventRef } from '@sameframe/shared/protocol/envelope.ts';
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import type { CommandId } from './observation.ts';
import type { Pitch } from './stretch.ts';

export type Command =
  | { readonly kind: 'play'; readonly command: CommandId }
  | { readonly kind: 'pause'; readonly command: CommandId }
  | { readonly kind: 'seek'; readonly command: CommandId; readonly position: MediaSeconds }
  | {
      readonly kind: 'set-rate';
      readonly command: CommandId;
      readonly rate: number;
      readonly pitch: Pitch;
    };

export type Effect =
  | Command
  | {
      readonly kind: 'send-act';
      readonly act: PlaybackAct;
      readonly basis: EventRef | null;
      readonly ageMs: number;
    }
  /** Ask the party to wait for this member, so long at most. */
  | { readonly kind: 'hold'; readonly limitMs: number }
  /** This member can go on: nobody need wait for it any longer. */
  | { readonly kind: 'release' }
  /** Tell of the next `count` frames that the element shows. */
  | { readonly kind: 'watch-frames'; readonly count: number }
  /** Ask the relay for its time. */
  | { readonly kind: 'probe' }
  /** A tick at `at` would be of use; media events and the background's ticks come anyway. */
  | { readonly kind: 'wake'; readonly at: LocalMs };
