// What of a party somebody has tried out on the welcome page.
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import { FRIEND_ID, OWN_ID } from './practice.ts';

export interface Tried {
  /** Played or paused. */
  readonly pressed: boolean;
  readonly jumped: boolean;
  /** Let the friend do something. */
  readonly followed: boolean;
}

export const NOTHING_TRIED: Tried = { pressed: false, jumped: false, followed: false };

export function noteTried(tried: Tried, event: OpenedEvent): Tried {
  if (event.from !== 'member' || event.meaning?.channel !== 'playback') return tried;
  if (event.by === FRIEND_ID) return { ...tried, followed: true };
  if (event.by !== OWN_ID) return tried;
  const { kind } = event.meaning.act;
  if (kind === 'seek-to') return { ...tried, jumped: true };
  return kind === 'play' || kind === 'pause' ? { ...tried, pressed: true } : tried;
}
