// What the parts of the chat's panel share.
import type { Signal } from '@preact/signals';
import type { ActId } from '@sameframe/shared/playback.ts';
import type { FeatureHost } from '../feature.ts';
import type { Chat } from './chat.ts';

/** The same objects for the whole life of the panel. */
export interface ChatDesk {
  readonly chat: Chat;
  readonly host: FeatureHost;
  readonly draft: Signal<string>;
  /** The own message that is being changed. */
  readonly editing: Signal<ActId | null>;
  /** An emoji is being chosen. */
  readonly isChoosing: Signal<boolean>;
  /** Where one writes. */
  readonly field: { current: HTMLTextAreaElement | null };
  /** The moment to which one may bring everyone, s. */
  readonly jump: Signal<number | null>;
}
