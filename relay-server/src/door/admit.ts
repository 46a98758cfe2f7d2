// PURE. Who is let into a party, which intents into its order, and the stamp they get there. Knows no storage: a
// store gathers the standing inside its transaction, asks here, and writes what it is told.
import { maySay } from '@sameframe/shared/grants.ts';
import type { EventId, MemberId } from '@sameframe/shared/ids.ts';
import { MAX_BASIS_JUMP, NOTHING_SEEN, nextLamport } from '@sameframe/shared/lamport.ts';
import { TIMELINE_LOG } from '@sameframe/shared/playback.ts';
import type {
  EventRef,
  Intent,
  MemberEvent,
  MembersChanged,
  RelayEvent,
  Retain,
  RulesChanged,
} from '@sameframe/shared/protocol/envelope.ts';
import type { GivenRole, PartyRules, Role } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { JoinDraft, JoinRefusal } from '../store/party-store.ts';
import type { Knock } from './knocks.ts';

/** What a store knows of a party and of whoever shows a token. */
export interface JoinStanding {
  readonly isKnownParty: boolean;
  /** The token is that of a member who has not left: no more room is needed. */
  readonly isPresent: boolean;
  /** The token is that of a member whom the party still knows. */
  readonly isKnownMember: boolean;
  /** The token is that of a member who was put out. */
  readonly isKicked: boolean;
  readonly isLocked: boolean;
  readonly approvesJoiners: boolean;
  /** What a host has said about whoever shows this token. */
  readonly verdict: Knock['verdict'];
  readonly parties: number;
  readonly members: number;
}

export function admitJoin(
  draft: Pick<JoinDraft, 'mode' | 'maxParties' | 'maxMembers'>,
  standing: JoinStanding,
): JoinRefusal | null {
  if (draft.mode === 'create' && standing.isKnownParty) return 'party-exists';
  if (draft.mode === 'join' && !standing.isKnownParty) return 'no-such-party';
  if (!standing.isKnownParty && standing.parties >= draft.maxParties) return 'relay-full';
  if (standing.isKicked) return 'kicked';
  if (standing.isLocked && !standing.isKnownMember) return 'party-locked';
  if (!standing.isPresent && standing.members >= draft.maxMembers) return 'party-full';
  if (!standing.approvesJoiners || standing.isKnownMember || standing.verdict === 'admitted') return null;
  return standing.verdict === 'refused' ? 'not-admitted' : 'awaiting-approval';
}

/** Where a party's log stands. */
export interface LogEnd {
  readonly head: EventRef | null;
  readonly lastAt: RelayMs;
}

/** What is remembered of an accepted intent, to know it again. */
export interface Receipt {
  readonly fingerprint: string;
  readonly ref: EventRef;
}

/** Where a member stands; `receipt` is that of the intent's own seq. */
export interface MemberStanding {
  readonly role: Role;
  readonly lastSeq: number;
  readonly receipt: Receipt | null;
}

/** As the party knows its host, and its members what they are otherwise. */
export function roleIn(host: MemberId | null, member: MemberId, given: GivenRole): Role {
  return member === host ? 'host' : given;
}

export type Admission =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'repeated'; readonly ref: EventRef }
  | { readonly kind: 'refused'; readonly reason: 'seq-gap' | 'seq-reused' | 'basis-ahead' | 'not-allowed' };

/** Seqs that a member may be behind and still have a repetition recognised. */
export const RECEIPTS_PER_MEMBER = 64;

/** The repetition is looked for first: a retry must succeed whatever has changed since. */
export function admitIntent(
  end: LogEnd,
  member: MemberStanding,
  intent: Pick<Intent, 'channel' | 'seq' | 'basis' | 'retain'>,
  { rules, fingerprint }: { readonly rules: PartyRules; readonly fingerprint: string },
): Admission {
  if (intent.seq <= member.lastSeq) {
    const { receipt } = member;
    if (receipt?.fingerprint !== fingerprint) return { kind: 'refused', reason: 'seq-reused' };
    return { kind: 'repeated', ref: receipt.ref };
  }
  if (intent.seq > member.lastSeq + 1) return { kind: 'refused', reason: 'seq-gap' };
  const last = end.head?.lamport ?? NOTHING_SEEN;
  if (intent.basis > last + MAX_BASIS_JUMP) return { kind: 'refused', reason: 'basis-ahead' };
  return maySay(member.role, rules, intent)
    ? { kind: 'admitted' }
    : { kind: 'refused', reason: 'not-allowed' };
}

export function stampIntent(
  end: LogEnd,
  draft: { readonly member: MemberId; readonly intent: Intent; readonly id: EventId; readonly now: RelayMs },
): MemberEvent {
  const { member, intent, id, now } = draft;
  const lamport = nextLamport(end.head?.lamport ?? NOTHING_SEEN, intent.basis);
  return { from: 'member', lamport, id, prev: end.head, at: stampTime(end, now), by: member, ...intent };
}

/** The relay's own fact. */
export function stampFact<Fact extends MembersChanged | RulesChanged>(
  end: LogEnd,
  fact: Fact,
  id: EventId,
  now: RelayMs,
): RelayEvent<Fact> {
  const lamport = nextLamport(end.head?.lamport ?? NOTHING_SEEN, NOTHING_SEEN);
  return { lamport, id, prev: end.head, at: stampTime(end, now), ...composeFact(fact) };
}

/** Without its stamp. A departure ends a hold, so it is kept with the timeline; rules are told by the roster. */
export function composeFact<Fact extends MembersChanged | RulesChanged>(fact: Fact) {
  const retain: Retain =
    fact.kind === 'members-changed'
      ? { kind: 'log', log: TIMELINE_LOG, checkpoint: false }
      : { kind: 'none' };
  return { from: 'relay', channel: 'party', retain, fact } as const;
}

/** Never below the event before: order and time must not contradict each other. */
function stampTime(end: LogEnd, now: RelayMs): RelayMs {
  return Math.max(now, end.lastAt) as RelayMs;
}
