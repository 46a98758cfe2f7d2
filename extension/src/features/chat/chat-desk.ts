// What the parts of the chat's panel share.
import type { Signal } from '@preact/signals';
import type { ActId } from '@sameframe/shared/playback.ts';
import type { FeatureHost } from '../feature.ts';
import type { FilmMoment } from './channel.ts';
import type { Chat } from './chat.ts';

/** The same objects for the whole life of the panel. */
export interface ChatDesk {
  readonly chat: Chat;
  readonly host: FeatureHost;
  /** The own message that is being changed, and what it is to be; what one was writing waits in the chat's `draft`. */
  readonly editing: Signal<{ readonly id: ActId; readonly text: string } | null>;
  /** An emoji is being chosen. */
  readonly isChoosing: Signal<boolean>;
  /** Where one writes. */
  readonly field: { current: HTMLTextAreaElement | null };
  /** The moment to which one may bring everyone. */
  readonly jump: Signal<FilmMoment | null>;
}

/** Where one writes: a new message, or another text of one that was said. */
export function write({ chat, editing }: ChatDesk, text: string): void {
  if (editing.value === null) chat.draft.value = text;
  else editing.value = { ...editing.value, text };
}
