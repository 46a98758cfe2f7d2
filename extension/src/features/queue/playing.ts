// PURE. Which of the queue the party watches.
import type { MediaKey } from '@sameframe/shared/ids.ts';
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import type { DraftItem, NowPlaying, QueueState } from './channel.ts';

/** What plays from the queue; null where the party watches something else. */
export function playingFromQueue({ now }: QueueState, media: MediaKey | null): NowPlaying | null {
  return now !== null && keyOf(now.item) === media ? now : null;
}

/** What the party's media key will be there. */
export function keyOf({ url }: Pick<DraftItem, 'url'>): MediaKey {
  return mediaKeyOf(url);
}
