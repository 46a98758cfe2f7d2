// PURE. What the queue does by itself, and which of the members does it: one after the other gets a turn, so that nobody
// has to be elected and nobody is missed who has gone.
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { SyncState } from '@sameframe/shared/presence.ts';
import type { QueueItem, QueueState } from './channel.ts';
import { isToKeep } from './keep.ts';
import { keyOf } from './playing.ts';
import { countVotes, type Voters, votesNeeded } from './rights.ts';

export interface QueueFacts {
  readonly queue: QueueState;
  readonly self: MemberId | null;
  /** In the order in which they came. */
  readonly members: readonly QueueMember[];
  /** Whom a crowd does not list may say what everyone watches. */
  readonly mayUnlistedOpen: boolean;
  readonly voters: Voters;
  readonly media: MediaKey | null;
  /** What the own tab shows; null on the way. */
  readonly page: MediaKey | null;
  readonly isPlaying: boolean;
  /** The own film has come to its end. */
  readonly isOver: boolean;
  /** Something that this member has said has not come back yet. */
  readonly isSaying: boolean;
}

export interface QueueMember {
  readonly id: MemberId;
  /** Null: nothing was heard of them. */
  readonly state: SyncState | null;
  /** May change the queue. */
  readonly mayChange: boolean;
  /** May say what everyone watches. */
  readonly mayOpen: boolean;
}

/** Since when what matters has been so, as seen by this member, ms. */
export interface QueueMemory {
  readonly turn: number;
  readonly media: MediaKey | null;
  readonly turnSince: number;
  readonly overSince: number | null;
  readonly readySince: number | null;
  readonly emptySince: number | null;
  /** All is to be told anew, and nobody is at it. */
  readonly untoldSince: number | null;
  readonly keepCount: number;
  /** Whoever opened it may say what everyone watches, or could while they were here; null: they were never seen here. */
  readonly isByRight: boolean | null;
  /** The queue as it was while the own film still played. */
  readonly queuedBefore: readonly QueueItem[];
}

export type QueueDeed =
  | { readonly kind: 'open-next'; readonly why: 'over' | 'voted' | 'unopenable' }
  | { readonly kind: 'go-again' }
  | { readonly kind: 'begin' }
  | { readonly kind: 'keep' };

/** Between one member's turn and the next one's, ms: longer than a word needs to everyone. */
const TURN_MS = 2_000;
/** Nobody waits longer for a film. */
const LAST_TURN = 4;
/** Until it is heard who is on the way to the next film, ms: before, what was heard of them is of the last one. */
const HEAR_MS = 1_000;
/** Before the next film comes, ms: the last frame stands for a moment. */
const AFTER_END_MS = 3_000;
/** For everybody who is not there yet, ms. */
const WAIT_FOR_ALL_MS = 15_000;
/** A page that shows no film for so long has none, ms. */
const NO_FILM_MS = 20_000;
/** Nobody has got there, ms. */
const NOBODY_THERE_MS = 60_000;
/** Whoever opened it may have died on the way to telling the party, ms. */
const GO_AGAIN_MS = 10_000;

const READY: ReadonlySet<SyncState | null> = new Set(['in-step', 'catching-up', 'waiting']);
/** Nobody waits for them, or they come by themselves. */
const NOT_AWAITED: ReadonlySet<SyncState | null> = new Set(['stepped-out', 'away', 'needs-click', null]);

export const NEW_MEMORY: QueueMemory = {
  turn: 0,
  media: null,
  turnSince: 0,
  overSince: null,
  readySince: null,
  emptySince: null,
  untoldSince: null,
  keepCount: 0,
  isByRight: null,
  queuedBefore: [],
};

export function remember(memory: QueueMemory, facts: QueueFacts, now: number): QueueMemory {
  const turn = facts.queue.now?.turn ?? 0;
  const own = stateOf(facts, facts.self);
  // How one stands is told after where the party is: on the former page it is still of the former film.
  const isHere = isOnItem(facts) && facts.page === facts.media;
  const isNewTurn = turn !== memory.turn;
  const isAtIt = facts.queue.keepCount !== memory.keepCount;
  const since = (is: boolean, former: number | null) => {
    if (!is) return null;
    return isNewTurn ? now : (former ?? now);
  };
  return {
    turn,
    media: isNewTurn ? facts.media : memory.media,
    turnSince: isNewTurn ? now : memory.turnSince,
    overSince: since(facts.isOver && own !== 'other-page', memory.overSince),
    readySince: since(isHere && READY.has(own), memory.readySince),
    emptySince: since(isHere && own === 'no-video', memory.emptySince),
    untoldSince: isToKeep(facts.queue) ? ((isAtIt ? null : memory.untoldSince) ?? now) : null,
    keepCount: facts.queue.keepCount,
    isByRight: judgeOpener(facts, isNewTurn ? null : memory.isByRight),
    queuedBefore: facts.isOver ? memory.queuedBefore : facts.queue.items,
  };
}

/** What this member is to do now; null: nothing, or it is not their turn. */
export function decide(facts: QueueFacts, memory: QueueMemory, now: number): QueueDeed | null {
  const opens = rankAmong(facts, ({ mayOpen }) => mayOpen);
  if (opens !== null) {
    const waitMs = Math.min(opens, LAST_TURN) * TURN_MS;
    const deed = decideOpening(facts, memory, now, waitMs) ?? decideBeginning(facts, memory, now, waitMs);
    if (deed !== null) return deed;
  }
  const keeps = rankAmong(facts, ({ mayChange }) => mayChange);
  // What was said and is not in the queue yet would not be told.
  if (keeps === null || memory.untoldSince === null || facts.isSaying) return null;
  return now - memory.untoldSince >= (keeps + 1) * TURN_MS ? { kind: 'keep' } : null;
}

/** Among those who may; null for who may not. */
function rankAmong({ members, self }: QueueFacts, may: (member: QueueMember) => boolean): number | null {
  const rank = members.filter(may).findIndex(({ id }) => id === self);
  return rank < 0 ? null : rank;
}

function decideOpening(
  facts: QueueFacts,
  memory: QueueMemory,
  now: number,
  waitMs: number,
): QueueDeed | null {
  const { queue, members } = facts;
  const hasNext = queue.items.length > 0;
  const { overSince, emptySince, turnSince } = memory;
  if (hasNext && overSince !== null && now - overSince >= AFTER_END_MS + waitMs)
    return { kind: 'open-next', why: 'over' };
  if (queue.now === null) return null;
  const sinceTurnMs = now - turnSince;
  if (hasNext && queue.settings.skipsByVote && isVotedOver(facts) && sinceTurnMs >= waitMs)
    return { kind: 'open-next', why: 'voted' };
  if (queue.now.hasBegun || !isByRight(facts, memory)) return null;
  if (!isOnItem(facts)) {
    // Somebody has gone elsewhere with the party since: that is what it wants.
    const isUntouched = facts.media === memory.media && sinceTurnMs < 3 * GO_AGAIN_MS;
    return isUntouched && sinceTurnMs >= GO_AGAIN_MS + waitMs ? { kind: 'go-again' } : null;
  }
  const isEmpty = emptySince !== null && now - emptySince >= NO_FILM_MS + waitMs;
  const isNobodyThere =
    sinceTurnMs >= NOBODY_THERE_MS + waitMs && members.every(({ state }) => !READY.has(state));
  return hasNext && (isEmpty || isNobodyThere) ? { kind: 'open-next', why: 'unopenable' } : null;
}

function decideBeginning(
  facts: QueueFacts,
  memory: QueueMemory,
  now: number,
  turnMs: number,
): QueueDeed | null {
  const { queue, members, self, isPlaying } = facts;
  const { readySince, turnSince } = memory;
  if (queue.now === null || queue.now.hasBegun || !isByRight(facts, memory)) return null;
  if (!isOnItem(facts) || readySince === null) return null;
  if (now - turnSince < HEAR_MS) return null;
  const waitMs = queue.now.openedBy === self ? 0 : TURN_MS + turnMs;
  const readyMs = now - readySince;
  const isAwaited = members.some(({ state }) => !READY.has(state) && !NOT_AWAITED.has(state));
  const isTime = readyMs >= (isAwaited && !isPlaying ? WAIT_FOR_ALL_MS : 0) + waitMs;
  return isTime ? { kind: 'begin' } : null;
}

function isVotedOver({ queue, voters }: QueueFacts): boolean {
  return countVotes(queue.skips, voters) >= votesNeeded(voters);
}

function isOnItem({ queue, media }: QueueFacts): boolean {
  return queue.now !== null && keyOf(queue.now.item) === media;
}

function judgeOpener({ queue, members }: QueueFacts, before: boolean | null): boolean | null {
  const opener = members.find(({ id }) => id === queue.now?.openedBy);
  if (opener?.mayOpen === true) return true;
  return before ?? opener?.mayOpen ?? null;
}

/**
 * What somebody opens who may not, nobody who may carries on for them. Where they have gone unseen, as on a page that was
 * loaded anew, the party's being there tells that somebody has brought it who may.
 */
function isByRight(facts: QueueFacts, memory: QueueMemory): boolean {
  return memory.isByRight ?? (facts.mayUnlistedOpen || isOnItem(facts));
}

function stateOf({ members }: QueueFacts, member: MemberId | null): SyncState | null {
  return members.find(({ id }) => id === member)?.state ?? null;
}
