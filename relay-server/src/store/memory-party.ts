// One party's log in memory and the steps on it; its members are in memory-members.ts. memory-store.ts finds the party.
import type { EventId, MemberId } from '@sameframe/shared/ids.ts';
import type {
  EventRef,
  MembersChanged,
  OrderedEvent,
  RelayEvent,
} from '@sameframe/shared/protocol/envelope.ts';
import { DEFAULT_RULES, type PartyRules } from '@sameframe/shared/protocol/rules.ts';
import type { CatchUp, Roster } from '@sameframe/shared/protocol/to-member.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { admitIntent, RECEIPTS_PER_MEMBER, roleIn, stampFact, stampIntent } from '../door/admit.ts';
import { decideGovern, otherOf } from '../door/govern.ts';
import type { Knock } from '../door/knocks.ts';
import { EVENT_FRAME_CHARS, exceedsLastRoom } from '../party/kept-room.ts';
import { composeMembersChanged, composeRoster, listMembers } from '../party/listing.ts';
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
import {
  byId,
  departMember,
  describeMember,
  type MembersRecord,
  presentMembers,
  presentRole,
} from './memory-members.ts';
import type { AppendOutcome, GovernDraft, GovernOutcome, IntentDraft } from './party-store.ts';

interface StoredEvent {
  readonly event: OrderedEvent;
  /** Null once nothing but the tail keeps it. */
  kept: { readonly scope: RetainScope; readonly entry: KeptEvent } | null;
}

export interface PartyRecord extends MembersRecord {
  head: EventRef | null;
  lastAt: RelayMs;
  rules: PartyRules;
  knocks: readonly Knock[];
  appended: number;
  events: StoredEvent[];
  readonly scopes: Map<RetainScope, StoredEvent[]>;
}

export function createParty(): PartyRecord {
  return {
    head: null,
    lastAt: 0 as RelayMs,
    host: null,
    rules: DEFAULT_RULES,
    knocks: [],
    appended: 0,
    emptySince: null,
    members: new Map(),
    events: [],
    scopes: new Map(),
  };
}

export function appendIntent(party: PartyRecord, draft: IntentDraft): AppendOutcome {
  const member = party.members.get(draft.member);
  if (member === undefined || member.leftAt !== null) return { kind: 'refused', reason: 'not-joined' };
  const { intent } = draft;
  const fingerprint = `${intent.channel}:${intent.body}`;
  const standing = {
    role: roleIn(party.host, member.id, member.role),
    lastSeq: member.lastSeq,
    receipt: member.receipts.get(intent.seq) ?? null,
  };
  const admission = admitIntent(party, standing, intent, { rules: party.rules, fingerprint });
  if (admission.kind !== 'admitted') return admission;
  if (exceedsScopes(party, draft) || exceedsRoom(party, draft))
    return { kind: 'refused', reason: 'too-large' };
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

function exceedsRoom(party: PartyRecord, { intent, member }: IntentDraft): boolean {
  const scope = scopeOf(intent.retain, intent.channel, member);
  const entriesIn = (stored: readonly StoredEvent[]) => stored.flatMap(({ kept }) => kept?.entry ?? []);
  return exceedsLastRoom(intent, {
    inScope: scope === null ? [] : entriesIn(party.scopes.get(scope) ?? []),
    memberPrefix: lastScopePrefix(member),
    charsIn: (prefix) =>
      [...party.scopes]
        .filter(([each]) => each.startsWith(prefix))
        .flatMap(([, stored]) => entriesIn(stored))
        .reduce((sum, { chars }) => sum + chars + EVENT_FRAME_CHARS, 0),
  });
}

export function governParty(party: PartyRecord, { member, wish, id, now }: GovernDraft): GovernOutcome {
  const standing = {
    by: member,
    role: presentRole(party, member),
    otherRole: presentRole(party, otherOf(wish)),
    host: party.host,
    rules: party.rules,
    knocks: party.knocks,
  };
  const decision = decideGovern(standing, wish);
  if (decision.kind === 'refused') return decision;
  if (decision.kind === 'judged') party.knocks = decision.knocks;
  if (decision.kind !== 'changed') return { kind: 'unchanged', head: party.head };
  const { fact } = decision;
  party.rules = fact.rules;
  party.host = fact.host;
  for (const { id: changed, role } of fact.roles) {
    const record = party.members.get(changed);
    if (record !== undefined) record.role = role;
  }
  for (const kicked of fact.kicked) {
    const record = party.members.get(kicked);
    if (record === undefined) continue;
    record.isKicked = true;
    departMember(party, record, now);
    releaseLast(party, kicked);
  }
  const event = stampFact(party, fact, id, now);
  insertEvent(party, event);
  return { kind: 'changed', event };
}

export function announceMembers(
  party: PartyRecord,
  id: EventId,
  now: RelayMs,
): RelayEvent<MembersChanged> | null {
  const present = presentMembers(party);
  const listed = listMembers(present);
  const joining = listed.filter((member) => !member.isJoinTold);
  const leaving = [...party.members.values()].filter((member) => !member.isDepartureTold).sort(byId);
  const change = {
    joined: joining.map(describeMember),
    left: leaving.map((member) => member.id),
    host: party.host,
  };
  const fact = composeMembersChanged(change, { listed: listed.length, count: present.length });
  if (fact === null) return null;
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
    releaseLast(party, member.id);
  }
}

/** What a member has said of themselves is kept no more. */
function releaseLast(party: PartyRecord, member: MemberId): void {
  for (const [scope, stored] of party.scopes) {
    if (!scope.startsWith(lastScopePrefix(member))) continue;
    for (const each of stored) each.kept = null;
    party.scopes.delete(scope);
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
  const present = presentMembers(party);
  const { host, rules } = party;
  return composeRoster({ members: listMembers(present).map(describeMember), host, rules }, present.length);
}
