// PURE. All of the queue told anew, in acts that a line takes, before the log forgets its beginning.
import {
  type DraftItem,
  MAX_ITEMS_PER_ACT,
  MAX_KEPT_VOTES,
  type QueueAct,
  type QueueState,
} from './channel.ts';

/** The log keeps the newest 500 acts; what tells all anew has to fit besides. */
const ACTS_BEFORE_KEEP = 300;
const ACTS_PER_RANK = 15;

/** Whether a member is to tell all anew: the first of them, or who comes next where the first does not. */
export function isToKeep({ actCount, items, now }: QueueState, rank: number): boolean {
  return actCount > ACTS_BEFORE_KEEP + rank * ACTS_PER_RANK && (items.length > 0 || now !== null);
}

/** What tells all there is, in acts no longer than `maxChars` as JSON. */
export function composeKeep({ items, settings, now }: QueueState, maxChars: number): readonly QueueAct[] {
  const kept = items.map((item) => ({ ...item, votes: item.votes.slice(0, MAX_KEPT_VOTES) }));
  const split = splitIntoActs(kept, maxChars);
  // What plays has an act of its own: two items with long addresses are too long for one.
  const groups = now === null && split.length > 0 ? split : [[], ...split];
  return groups.map((group, index) => ({
    kind: 'keep',
    items: [...group],
    settings,
    now: index === 0 ? now : null,
    isLast: index === groups.length - 1,
  }));
}

/** As many in one act as it takes, and no more of them than `maxChars` as JSON. */
export function splitIntoActs<Item extends DraftItem>(
  items: readonly Item[],
  maxChars: number,
): readonly (readonly Item[])[] {
  const groups: (readonly Item[])[] = [];
  let chars = 0;
  for (const item of items) {
    const itemChars = JSON.stringify(item).length;
    const last = groups.at(-1);
    const hasRoom = last !== undefined && last.length < MAX_ITEMS_PER_ACT && chars + itemChars <= maxChars;
    if (hasRoom) groups[groups.length - 1] = [...last, item];
    else groups.push([item]);
    chars = hasRoom ? chars + itemChars : itemChars;
  }
  return groups;
}
