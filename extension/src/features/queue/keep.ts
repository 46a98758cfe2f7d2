// PURE. All of the queue told anew, in acts that a line takes, before the log forgets its beginning.
import {
  bytesOf,
  type DraftItem,
  MAX_ITEMS_PER_ACT,
  MAX_KEPT_VOTES,
  type QueueAct,
  type QueueItem,
  type QueueState,
} from './channel.ts';

/** The log keeps the newest 500 acts; what tells all anew has to fit besides. */
const ACTS_BEFORE_KEEP = 300;
/** As JSON in UTF-8: the log keeps 262,144 characters (feature-log.ts), and all that is told anew has to fit besides. */
const BYTES_BEFORE_KEEP = 32_000;
/** Of all items that are told, with room for the acts around them: while the log forgets one telling the next one is in it. */
const KEEP_BYTES = 215_000;
/** Of the items in one act, as JSON in UTF-8: of the 6,116 that a body takes, with room for the act around them. */
export const ACT_BYTES = 5_400;

/** Whether somebody is to tell all anew. */
export function isToKeep({ actCount, actBytes, items, now }: QueueState): boolean {
  const isLong = actCount > ACTS_BEFORE_KEEP || actBytes > BYTES_BEFORE_KEEP;
  return isLong && (items.length > 0 || now !== null);
}

/** What tells all there is, in acts with items of `maxBytes` at most. */
export function composeKeep({ items, settings, now }: QueueState, maxBytes: number): readonly QueueAct[] {
  const split = splitIntoActs(toFit(items.map(toKept)), maxBytes);
  // What plays has an act of its own: two items with long addresses are too long for one.
  const groups = now === null && split.length > 0 ? split : [[], ...split];
  return groups.map((group, index) => ({
    kind: 'keep',
    items: [...group],
    settings,
    now: index === 0 && now !== null ? { ...now, item: toKept(now.item) } : null,
    isLast: index === groups.length - 1,
  }));
}

function toKept(item: QueueItem) {
  return { ...item, votes: item.votes.slice(0, MAX_KEPT_VOTES) };
}

/** Whoever comes later had better miss a picture than an item: those that play next have theirs the longest. */
function toFit(items: readonly QueueItem[]): readonly QueueItem[] {
  const bare = items.map(({ picture: _, ...item }) => item);
  let spareBytes = bare.reduce((bytes, item) => bytes - bytesOf(item), KEEP_BYTES);
  return items.map((item, index) => {
    spareBytes -= bytesOf(item.picture ?? '');
    return spareBytes >= 0 ? item : (bare[index] ?? item);
  });
}

/** As many in one act as it takes, and no more of them than `maxBytes` as JSON. */
export function splitIntoActs<Item extends DraftItem>(
  items: readonly Item[],
  maxBytes: number,
): readonly (readonly Item[])[] {
  const groups: (readonly Item[])[] = [];
  let bytes = 0;
  for (const item of items) {
    const itemBytes = bytesOf(item);
    const last = groups.at(-1);
    const hasRoom = last !== undefined && last.length < MAX_ITEMS_PER_ACT && bytes + itemBytes <= maxBytes;
    if (hasRoom) groups[groups.length - 1] = [...last, item];
    else groups.push([item]);
    bytes = hasRoom ? bytes + itemBytes : itemBytes;
  }
  return groups;
}
