// A member's folded copy of the party. One fold for every context that holds one (background, page, simulation).
// Knows nothing of sockets or seals: events come in opened and in order.
import type { Meaning } from './body.ts';
import { HOLD_CHANNEL } from './hold-act.ts';
import type { MemberId } from './ids.ts';
import type { Lamport } from './lamport.ts';
import {
  EMPTY_PARTY,
  foldMembers,
  foldPartyAct,
  foldRules,
  PARTY_CHANNEL,
  type PartyState,
  startParty,
} from './party.ts';
import { PLAYBACK_CHANNEL } from './playback.ts';
import type { EventRef, RelayFact } from './protocol/envelope.ts';
import type { Roster } from './protocol/to-member.ts';
import type { RelayMs } from './time.ts';
import { foldDepartures, foldHoldAct, foldPlaybackAct } from './timeline-fold.ts';
import { EMPTY_TIMELINE, type TimelineState } from './timeline-state.ts';

interface OpenedStamp {
  readonly ref: EventRef;
  readonly prev: EventRef | null;
  readonly at: RelayMs;
}

/** An event whose body has been opened. `meaning` is null for kinds that this version does not know. */
export type OpenedEvent =
  | (OpenedStamp & {
      readonly from: 'member';
      readonly by: MemberId;
      readonly seq: number;
      readonly basis: Lamport;
      readonly meaning: Meaning | null;
    })
  | (OpenedStamp & { readonly from: 'relay'; readonly fact: RelayFact });

export interface ReplicaState {
  /** The last event folded; null before the first. */
  readonly head: EventRef | null;
  readonly party: PartyState;
  readonly timeline: TimelineState;
  /** Highest seq folded of each member: a body at or below it is a replay and means nothing (SPEC SE3). */
  readonly seqs: Readonly<Record<MemberId, number>>;
}

export const EMPTY_REPLICA: ReplicaState = {
  head: null,
  party: EMPTY_PARTY,
  timeline: EMPTY_TIMELINE,
  seqs: {},
};

/**
 * A replica from a fresh start: the retained events fold the timeline and what members said of themselves; who is
 * in, who may do what, and the head, are the roster's, as the retained events do not tell all of it.
 */
export function startReplica(
  roster: Roster,
  retained: readonly OpenedEvent[],
  head: EventRef | null,
): ReplicaState {
  const folded = retained.reduce(foldMeaning, EMPTY_REPLICA);
  const { names, avatars, policies } = folded.party;
  return { ...folded, head, party: { ...startParty(roster), names, avatars, policies } };
}

/** Whether an event continues a replica: it must name the replica's head as its predecessor (SPEC LT3). */
export function followsHead(replica: ReplicaState, event: Pick<OpenedEvent, 'prev'>): boolean {
  return replica.head?.id === event.prev?.id && replica.head?.lamport === event.prev?.lamport;
}

/** Whether an event, or one of a later lamport, was folded before. */
export function isFolded(replica: ReplicaState, ref: EventRef): boolean {
  return replica.head !== null && ref.lamport <= replica.head.lamport;
}

/** Whether an event says something: what a member has said before, or seems to say again, means nothing (SPEC SE3). */
export function isNews({ seqs }: Pick<ReplicaState, 'seqs'>, event: OpenedEvent): boolean {
  return event.from === 'relay' || event.seq > (seqs[event.by] ?? 0);
}

/** Folds the next event in. The caller has checked that it follows the head. */
export function foldEvent(replica: ReplicaState, event: OpenedEvent): ReplicaState {
  return { ...foldMeaning(replica, event), head: event.ref };
}

function foldMeaning(replica: ReplicaState, event: OpenedEvent): ReplicaState {
  if (event.from === 'relay') return foldFact(replica, event.fact, event.at);
  if (!isNews(replica, event)) return replica;
  const seen = { ...replica, seqs: { ...replica.seqs, [event.by]: event.seq } };
  const { meaning } = event;
  if (meaning === null) return seen;
  const order = { lamport: event.ref.lamport, at: event.at, by: event.by, basis: event.basis };
  switch (meaning.channel) {
    case PLAYBACK_CHANNEL:
      return { ...seen, timeline: foldPlaybackAct(seen.timeline, order, meaning.act) };
    case HOLD_CHANNEL:
      return { ...seen, timeline: foldHoldAct(seen.timeline, order, meaning.act) };
    case PARTY_CHANNEL:
      return { ...seen, party: foldPartyAct(seen.party, event.by, meaning.act) };
    case 'feature':
      return seen;
  }
}

function foldFact(replica: ReplicaState, fact: RelayFact, at: RelayMs): ReplicaState {
  switch (fact.kind) {
    case 'members-changed': {
      const timeline = foldDepartures(replica.timeline, fact.left, at);
      return { ...replica, party: foldMembers(replica.party, fact), timeline };
    }
    case 'rules-changed':
      return { ...replica, party: foldRules(replica.party, fact) };
    case 'unknown':
      return replica;
  }
}
