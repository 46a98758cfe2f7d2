// The part of HTMLMediaElement that Sameframe touches: any fake or custom element that has it will do.

import type { MediaSeconds } from '@sameframe/shared/time.ts';
import type { Reach } from '../engine/observation.ts';

export interface VideoLike {
  currentTime: number;
  playbackRate: number;
  /** Not on every custom element. */
  preservesPitch?: boolean | undefined;
  readonly paused: boolean;
  readonly seeking: boolean;
  readonly ended: boolean;
  readonly readyState: number;
  readonly duration: number;
  readonly isConnected: boolean;
  readonly loop: boolean;
  /** What its second 0 is in the seconds of `currentTime`, where that is another. */
  readonly beginsAt?: MediaSeconds | undefined;
  /** Only of a live stream: what of it can be seen now, in the seconds of `currentTime`. */
  readonly reach?: Reach | null;
  play(): Promise<void> | undefined;
  pause(): void;
}
