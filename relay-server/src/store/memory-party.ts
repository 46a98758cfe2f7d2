// One party's log and members in memory: the records, and the steps on them. memory-store.ts finds the party.
import type { EventId, MemberId } from '@sameframe/shared/ids.ts';
import type {
  EventRef,
  Member,
  MembersChanged,
  OrderedEvent,
  RelayEvent,
} from '@sameframe/shared/protocol/envelope.ts';
import type { CatchUp, Roster } from '@sameframe/shared/protocol/to-member.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { admitIntent, RECEIPTS_PER_MEMBER, type Receipt, stampFact, stampIntent } from '../door/admit.ts';
import { chooseHost } from '../party/choose-host.ts';
import {
  type KeptEvent,
  LOG_SCOPE_PREFIX,
  lastScopePrefix,
  MAX_DEPARTED,
  PRUNE_EVERY,
  planRetention,
  type RetainScope,
  scopeLimit,
  scopeOf,
  TAIL_LENGTH,
} from '../party/retain.ts';
import type { AppendOutcome, IntentDraft, JoinDraft, Joined, TokenHash } from './party-store.ts';

export interface MemberRecord {
  readonly id: MemberId;
  token: TokenHash;
  previousToken: TokenHash | null;
  joinedAt: RelayMs;
  /** Null while in the party. */
  leftAt: RelayMs | null;
  isConnected: boolean;
  leaseUntil: RelayMs;
  isJoinTold: boolean;
  isDepartureTold: boolean;
  lastSeq: number;
  readonly receipts: Map<number, Receipt>;
}

interface StoredEvent {
  readonly event: OrderedEvent;
  /** Null once nothing but the tail keeps it. */
  kept: { readonly scope: RetainScope; readonly entry: KeptEvent } | null;
}

export interface PartyRecord {
  head: EventRef | null;
  lastAt: RelayMs;
  host: MemberId | null;
  appended: number;
  emptySince: RelayMs | null;
  readonly members: Map<MemberId, MemberRecord>;
  events: StoredEvent[];
  readonly scopes: Map<RetainScope, StoredEvent[]>;
}

export function createParty(): PartyRecord {
  return {
    head: null,
    lastAt: 0 as RelayMs,
    host: null,
    appended: 0,
    emptySince: null,
    members: new Map(),
    events: [],
    scopes: new Map(),
  };
}

/** In the order of joining. */
export function presentMembers(party: PartyRecord): MemberRecord[] {
  const present = [...party.members.values()].filter((member) => member.leftAt === null);
  return present.sort((a, b) => a.joinedAt - b.joinedAt || byId(a, b));
}

function byId(a: MemberRecord, b: MemberRecord): number {
  return a.id < b.id ? -1 : 1;
}

export function findByToken(party: PartyRecord, shown: TokenHash | null): MemberRecord | null {
  if (shown === null) return null;
  for (const member of party.members.values()) {
    if (member.token === shown || member.previousToken === shown) return member;
  }
  return null;
}

export function enterParty(party: PartyRecord, known: MemberRecord | null, draft: JoinDraft): Joined {
  const { now, leaseUntil, nextToken } = draft;
  const member = known ?? addMember(party, draft);
  if (known !== null) {
    member.previousToken = draft.shown;
    member.token = nextToken;
  }
  if (member.leftAt !== null) {
    member.leftAt = null;
    member.joinedAt = now;
    member.isJoinTold = false;
  }
  member.isConnected = true;
  member.leaseUntil = leaseUntil;
  party.emptySince = null;
  rechooseHost(party);
  return { member: member.id, lastSeq: member.lastSeq };
}

function addMember(party: PartyRecord, draft: JoinDraft): MemberRecord {
  const member: MemberRecord = {
    id: draft.freshMember,
    token: draft.nextToken,
    previousToken: draft.shown,
    joinedAt: draft.now,
    leftAt: null,
    isConnected: true,
    leaseUntil: draft.leaseUntil,
    isJoinTold: false,
    isDepartureTold: true,
    lastSeq: 0,
    receipts: new Map(),
  };
  party.members.set(member.id, member);
  return member;
}

export function departMember(party: PartyRecord, member: MemberRecord, now: RelayMs): void {
  member.leftAt = now;
  member.isConnected = false;
  member.isJoinTold = true;
  member.isDepartureTold = false;
  rechooseHost(party);
  if (presentMembers(party).length === 0) party.emptySince = now;
}

function rechooseHost(party: PartyRecord): void {
  party.host = chooseHost(party.host, presentMembers(party));
}

export function appendIntent(party: PartyRecord, draft: IntentDraft): AppendOutcome {
  const member = party.members.get(draft.member);
  if (member === undefined || member.leftAt !== null) return { kind: 'refused', reason: 'not-joined' };
  const { intent } = draft;
  const fingerprint = `${intent.channel}:${intent.body}`;
  const standing = { lastSeq: member.lastSeq, receipt: member.receipts.get(intent.seq) ?? null };
  const admission = admitIntent(party, standing, intent, fingerprint);
  if (admission.kind !== 'admitted') return admission;
  if (exceedsScopes(party, draft)) return { kind: 'refused', reason: 'too-large' };
  const event = stampIntent(party, draft);
  insertEvent(party, event);
  member.lastSeq = intent.seq;
  member.receipts.set(intent.seq, { fingerprint, ref: { lamport: event.lamport, id: event.id } });
  member.receipts.delete(intent.seq - RECEIPTS_PER_MEMBER);
  return { kind: 'appended', event };
}

function exceedsScopes(party: PartyRecord, { intent, member }: IntentDraft): boolean {
  const scope = scopeOf(intent.retain, intent.channel, member);
  if (scope === null || party.scopes.has(scope)) return false;
  const prefix = intent.retain.kind === 'log' ? LOG_SCOPE_PREFIX : lastScopePrefix(member);
  const alike = [...party.scopes.keys()].filter((each) => each.startsWith(prefix));
  return alike.length >= scopeLimit(intent.retain);
}

export function announceMembers(party: PartyRecord, id: EventId, now: RelayMs): RelayEvent | null {
  const joining = presentMembers(party).filter((member) => !member.isJoinTold);
  const leaving = [...party.members.values()].filter((member) => !member.isDepartureTold).sort(byId);
  if (joining.length === 0 && leaving.length === 0) return null;
  const fact: MembersChanged = {
    kind: 'members-changed',
    joined: joining.map(describeMember),
    left: leaving.map((member) => member.id),
    host: party.host,
  };
  const event = stampFact(party, fact, id, now);
  insertEvent(party, event);
  for (const member of joining) member.isJoinTold = true;
  for (const member of leaving) member.isDepartureTold = true;
  forgetLongGone(party);
  return event;
}

function insertEvent(party: PartyRecord, event: OrderedEvent): void {
  const scope = scopeOf(event.retain, event.channel, event.from === 'member' ? event.by : null);
  const inScope = scope === null ? [] : (party.scopes.get(scope) ?? []);
  const keptBefore = inScope.flatMap((each) => (each.kept === null ? [] : [each.kept.entry]));
  const plan = planRetention(keptBefore, event);
  const stored: StoredEvent = {
    event,
    kept: plan.keep === null ? null : { scope: plan.keep.scope, entry: plan.keep.kept },
  };
  if (scope !== null) {
    const dropped = new Set(plan.drop);
    for (const each of inScope) if (dropped.has(each.event.lamport)) each.kept = null;
    party.scopes.set(scope, [...inScope.filter((each) => each.kept !== null), stored]);
  }
  party.events.push(stored);
  party.head = { lamport: event.lamport, id: event.id };
  party.lastAt = event.at;
  party.appended += 1;
  if (party.appended % PRUNE_EVERY === 0) pruneTail(party);
}

function pruneTail(party: PartyRecord): void {
  const tailStart = party.events.length - TAIL_LENGTH;
  party.events = party.events.filter((stored, index) => index >= tailStart || stored.kept !== null);
}

/** Who has been away longest loses the way back and what was kept of them. */
function forgetLongGone(party: PartyRecord): void {
  const departed = [...party.members.values()].filter((member) => member.leftAt !== null);
  if (departed.length <= MAX_DEPARTED) return;
  departed.sort((a, b) => (b.leftAt ?? 0) - (a.leftAt ?? 0) || byId(a, b));
  for (const member of departed.slice(MAX_DEPARTED)) {
    party.members.delete(member.id);
    for (const [scope, stored] of party.scopes) {
      if (!scope.startsWith(lastScopePrefix(member.id))) continue;
      for (const each of stored) each.kept = null;
      party.scopes.delete(scope);
    }
  }
}

export function catchUpFrom(party: PartyRecord, from: EventRef | null): CatchUp {
  const rest = { roster: rosterOf(party), head: party.head };
  const tail = party.events.slice(-TAIL_LENGTH);
  const index = tail.findIndex(({ event }) => event.id === from?.id && event.lamport === from.lamport);
  if (index >= 0) return { reset: false, ...rest, events: tail.slice(index + 1).map(({ event }) => event) };
  const retained = party.events.filter((stored) => stored.kept !== null);
  return { reset: true, ...rest, events: retained.map(({ event }) => event) };
}

function rosterOf(party: PartyRecord): Roster {
  return { members: presentMembers(party).map(describeMember), host: party.host };
}

function describeMember({ id, joinedAt }: MemberRecord): Member {
  return { id, joinedAt };
}
