// PURE. Who is let into a party, which intents into its order, and the stamp they get there. Knows no storage: a
// store gathers the standing inside its transaction, asks here, and writes what it is told.
import type { EventId, MemberId } from '@sameframe/shared/ids.ts';
import { MAX_BASIS_JUMP, NOTHING_SEEN, nextLamport } from '@sameframe/shared/lamport.ts';
import { TIMELINE_LOG } from '@sameframe/shared/playback.ts';
import type {
  EventRef,
  Intent,
  MemberEvent,
  MembersChanged,
  RelayEvent,
} from '@sameframe/shared/protocol/envelope.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { JoinDraft, JoinRefusal } from '../store/party-store.ts';

/** What a store knows of a party and of whoever shows a token. */
export interface JoinStanding {
  readonly isKnownParty: boolean;
  /** The token is that of a member who has not left: no more room is needed. */
  readonly isPresent: boolean;
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
  if (!standing.isPresent && standing.members >= draft.maxMembers) return 'party-full';
  return null;
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
  readonly lastSeq: number;
  readonly receipt: Receipt | null;
}

export type Admission =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'repeated'; readonly ref: EventRef }
  | { readonly kind: 'refused'; readonly reason: 'seq-gap' | 'seq-reused' | 'basis-ahead' };

/** Seqs that a member may be behind and still have a repetition recognised. */
export const RECEIPTS_PER_MEMBER = 64;

/** The repetition is looked for first: a retry must succeed whatever has changed since. */
export function admitIntent(
  end: LogEnd,
  member: MemberStanding,
  intent: Pick<Intent, 'seq' | 'basis'>,
  fingerprint: string,
): Admission {
  if (intent.seq <= member.lastSeq) {
    const { receipt } = member;
    if (receipt?.fingerprint !== fingerprint) return { kind: 'refused', reason: 'seq-reused' };
    return { kind: 'repeated', ref: receipt.ref };
  }
  if (intent.seq > member.lastSeq + 1) return { kind: 'refused', reason: 'seq-gap' };
  const last = end.head?.lamport ?? NOTHING_SEEN;
  if (intent.basis > last + MAX_BASIS_JUMP) return { kind: 'refused', reason: 'basis-ahead' };
  return { kind: 'admitted' };
}

export function stampIntent(
  end: LogEnd,
  draft: { readonly member: MemberId; readonly intent: Intent; readonly id: EventId; readonly now: RelayMs },
): MemberEvent {
  const { member, intent, id, now } = draft;
  const lamport = nextLamport(end.head?.lamport ?? NOTHING_SEEN, intent.basis);
  return { from: 'member', lamport, id, prev: end.head, at: stampTime(end, now), by: member, ...intent };
}

/** The relay's own fact; kept with the timeline, as a departure ends a hold. */
export function stampFact(end: LogEnd, fact: MembersChanged, id: EventId, now: RelayMs): RelayEvent {
  const lamport = nextLamport(end.head?.lamport ?? NOTHING_SEEN, NOTHING_SEEN);
  return {
    from: 'relay',
    lamport,
    id,
    prev: end.head,
    at: stampTime(end, now),
    channel: 'party',
    retain: { kind: 'log', log: TIMELINE_LOG, checkpoint: false },
    fact,
  };
}

/** Never below the event before: order and time must not contradict each other. */
function stampTime(end: LogEnd, now: RelayMs): RelayMs {
  return Math.max(now, end.lastAt) as RelayMs;
}
