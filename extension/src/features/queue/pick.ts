// PURE. Which of what is queued comes next.
import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { QueueItem, QueueState } from './channel.ts';
import { keyOf, playingFromQueue } from './playing.ts';
import { countVotes, type Voters } from './rights.ts';

export interface PickFacts {
  readonly queue: QueueState;
  readonly media: MediaKey | null;
  readonly voters: Voters;
  /** The queue as it was while the party's film still played. */
  readonly queuedBefore: readonly QueueItem[];
}

export interface Picked {
  readonly next: QueueItem | null;
  /** It would have come before, and is what the party watches anyway: it has had its turn. */
  readonly played: readonly QueueItem[];
}

/** `random`: from 0 to below 1. */
export function pickNext({ queue, media, voters, queuedBefore }: PickFacts, random: number): Picked {
  const isFromQueue = playingFromQueue(queue, media) !== null;
  const isPlayed = (item: QueueItem) =>
    !isFromQueue && keyOf(item) === media && queuedBefore.some(({ id }) => id === item.id);
  const played: QueueItem[] = [];
  let { items } = queue;
  for (;;) {
    const next = pickOf({ ...queue, items }, voters, random);
    if (next !== null && isPlayed(next)) {
      played.push(next);
      items = items.filter((item) => item !== next);
      continue;
    }
    const [again = null] = played;
    // What is all there is comes round at once.
    return next === null && queue.settings.isLooping ? { next: again, played: [] } : { next, played };
  }
}

function pickOf({ items, settings }: QueueState, voters: Voters, random: number): QueueItem | null {
  switch (settings.pick) {
    case 'in-order':
      return items[0] ?? null;
    case 'at-random':
      return items[Math.floor(random * items.length)] ?? null;
    case 'most-wanted':
      return items.reduce<QueueItem | null>((best, item) => {
        const isMore = best === null || countVotes(item.votes, voters) > countVotes(best.votes, voters);
        return isMore ? item : best;
      }, null);
  }
}
