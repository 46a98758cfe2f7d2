// The log's half of the SQLite store: order, receipts, retention, catch-up. Every function runs inside one of the
// store's transactions.
import { createHash } from 'node:crypto';
import type { EventId, MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type {
  EventRef,
  MembersChanged,
  OrderedEvent,
  RelayEvent,
} from '@sameframe/shared/protocol/envelope.ts';
import type { GivenRole, Role } from '@sameframe/shared/protocol/rules.ts';
import type { CatchUp } from '@sameframe/shared/protocol/to-member.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import {
  admitIntent,
  type LogEnd,
  RECEIPTS_PER_MEMBER,
  roleIn,
  stampFact,
  stampIntent,
} from '../door/admit.ts';
import { decideGovern, otherOf } from '../door/govern.ts';
import {
  type KeptEvent,
  LOG_SCOPE_PREFIX,
  lastScopePrefix,
  PRUNE_EVERY,
  planRetention,
  type RetainScope,
  scopeLimit,
  scopeOf,
  TAIL_LENGTH,
} from '../party/retain.ts';
import type { AppendOutcome, GovernDraft, GovernOutcome, IntentDraft } from './party-store.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { readRules, type SqliteMembers } from './sqlite-members.ts';

interface PartyRow {
  readonly host: MemberId | null;
  readonly rules: string | null;
  readonly head_lamport: Lamport;
  readonly head_id: EventId | null;
  readonly last_at: RelayMs;
  readonly appended: number;
}

interface KeptRow {
  readonly lamport: Lamport;
  readonly slot: string;
  readonly is_checkpoint: number;
  readonly chars: number;
}

export function createSqliteLog(database: SqliteDatabase, members: SqliteMembers) {
  const selectParty = database.prepare<PartyRow>(
    'SELECT host, rules, head_lamport, head_id, last_at, appended FROM parties WHERE id = ?',
  );
  const selectMember = database.prepare<{ last_seq: number; role: GivenRole }>(
    'SELECT last_seq, role FROM members WHERE party = ? AND id = ? AND left_at IS NULL',
  );
  const selectReceipt = database.prepare<{ fingerprint: string; lamport: Lamport; id: EventId }>(
    'SELECT fingerprint, lamport, id FROM receipts WHERE party = ? AND member = ? AND seq = ?',
  );
  const insertReceipt = database.prepare(
    'INSERT INTO receipts (party, member, seq, fingerprint, lamport, id) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const deleteReceipts = database.prepare('DELETE FROM receipts WHERE party = ? AND member = ? AND seq <= ?');
  const updateSeq = database.prepare('UPDATE members SET last_seq = ? WHERE party = ? AND id = ?');
  const selectKept = database.prepare<KeptRow>(
    'SELECT lamport, slot, is_checkpoint, chars FROM events WHERE party = ? AND scope = ? ORDER BY lamport',
  );
  const countScopes = database.prepare<{ count: number }>(
    // The range is every scope that begins with the prefix: no text of ours holds a character above 'z'.
    "SELECT count(DISTINCT scope) AS count FROM events WHERE party = ? AND scope >= ? AND scope < ? || '~'",
  );
  const releaseEvent = database.prepare('UPDATE events SET scope = NULL WHERE party = ? AND lamport = ?');
  const insertRow = database.prepare(
    'INSERT INTO events (party, lamport, event, scope, slot, is_checkpoint, chars) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const updateHead = database.prepare(
    'UPDATE parties SET head_lamport = ?, head_id = ?, last_at = ?, appended = appended + 1 WHERE id = ?',
  );
  const pruneTail = database.prepare(
    `DELETE FROM events WHERE party = ? AND scope IS NULL AND lamport <
       (SELECT lamport FROM events WHERE party = ? ORDER BY lamport DESC LIMIT 1 OFFSET ${TAIL_LENGTH - 1})`,
  );
  const selectTail = database.prepare<{ event: string }>(
    `SELECT event FROM events WHERE party = ? AND lamport >= ? ORDER BY lamport LIMIT ${TAIL_LENGTH + 1}`,
  );
  const selectRetained = database.prepare<{ event: string }>(
    'SELECT event FROM events WHERE party = ? AND scope IS NOT NULL ORDER BY lamport',
  );
  const selectLatestAt = database.prepare<{ at: RelayMs | null }>('SELECT max(last_at) AS at FROM parties');

  const endOf = (row: PartyRow): LogEnd => ({ head: headOf(row), lastAt: row.last_at });

  const keptIn = (party: PartyId, scope: RetainScope): KeptEvent[] =>
    selectKept.all(party, scope).map((row) => ({
      lamport: row.lamport,
      slot: row.slot,
      isCheckpoint: row.is_checkpoint === 1,
      chars: row.chars,
    }));

  const exceedsScopes = ({ party, member, intent }: IntentDraft): boolean => {
    const scope = scopeOf(intent.retain, intent.channel, member);
    if (scope === null || selectKept.get(party, scope) !== undefined) return false;
    const prefix = intent.retain.kind === 'log' ? LOG_SCOPE_PREFIX : lastScopePrefix(member);
    return (countScopes.get(party, prefix, prefix)?.count ?? 0) >= scopeLimit(intent.retain);
  };

  const insertEvent = (party: PartyId, row: PartyRow, event: OrderedEvent): void => {
    const scope = scopeOf(event.retain, event.channel, event.from === 'member' ? event.by : null);
    const plan = planRetention(scope === null ? [] : keptIn(party, scope), event);
    for (const lamport of plan.drop) releaseEvent.run(party, lamport);
    const { slot, isCheckpoint, chars } = plan.keep?.kept ?? { slot: '', isCheckpoint: false, chars: 0 };
    const kept = [plan.keep?.scope ?? null, slot, isCheckpoint ? 1 : 0, chars];
    insertRow.run(party, event.lamport, JSON.stringify(event), ...kept);
    updateHead.run(event.lamport, event.id, event.at, party);
    if ((row.appended + 1) % PRUNE_EVERY === 0) pruneTail.run(party, party);
  };

  return {
    append(draft: IntentDraft): AppendOutcome {
      const { party, member, intent } = draft;
      const row = selectParty.get(party);
      const author = selectMember.get(party, member);
      if (row === undefined || author === undefined) return { kind: 'refused', reason: 'not-joined' };
      const fingerprint = fingerprintOf(intent.channel, intent.body);
      const receipt = selectReceipt.get(party, member, intent.seq);
      const admission = admitIntent(
        endOf(row),
        {
          role: roleIn(row.host, member, author.role),
          lastSeq: author.last_seq,
          receipt:
            receipt === undefined
              ? null
              : { fingerprint: receipt.fingerprint, ref: { lamport: receipt.lamport, id: receipt.id } },
        },
        intent,
        { rules: readRules(row.rules), fingerprint },
      );
      if (admission.kind !== 'admitted') return admission;
      if (exceedsScopes(draft)) return { kind: 'refused', reason: 'too-large' };
      const event = stampIntent(endOf(row), draft);
      insertEvent(party, row, event);
      updateSeq.run(intent.seq, party, member);
      insertReceipt.run(party, member, intent.seq, fingerprint, event.lamport, event.id);
      deleteReceipts.run(party, member, intent.seq - RECEIPTS_PER_MEMBER);
      return { kind: 'appended', event };
    },

    govern({ party, member, wish, id, now }: GovernDraft): GovernOutcome {
      const row = selectParty.get(party);
      if (row === undefined) return { kind: 'refused', reason: 'not-joined' };
      const roleOf = (each: MemberId | null): Role | null => {
        const given = each === null ? null : members.givenRole(party, each);
        return each === null || given === null ? null : roleIn(row.host, each, given);
      };
      const decision = decideGovern(
        {
          by: member,
          role: roleOf(member),
          otherRole: roleOf(otherOf(wish)),
          host: row.host,
          rules: readRules(row.rules),
          knocks: members.knocks(party),
        },
        wish,
      );
      if (decision.kind === 'refused') return decision;
      if (decision.kind === 'judged') members.keepKnocks(party, decision.knocks);
      if (decision.kind !== 'changed') return { kind: 'unchanged', head: headOf(row) };
      members.carryOut(party, decision.fact, now);
      const event = stampFact(endOf(row), decision.fact, id, now);
      insertEvent(party, row, event);
      return { kind: 'changed', event };
    },

    announce(party: PartyId, id: EventId, now: RelayMs): RelayEvent<MembersChanged> | null {
      const row = selectParty.get(party);
      const { joined, left } = members.untold(party);
      if (row === undefined || (joined.length === 0 && left.length === 0)) return null;
      const fact = { kind: 'members-changed' as const, joined, left, host: row.host };
      const event = stampFact(endOf(row), fact, id, now);
      insertEvent(party, row, event);
      members.markTold(party);
      return event;
    },

    catchUp(party: PartyId, from: EventRef | null): CatchUp | null {
      const row = selectParty.get(party);
      if (row === undefined) return null;
      const roster = { members: members.roster(party), host: row.host, rules: readRules(row.rules) };
      const rest = { roster, head: headOf(row) };
      const after = from === null ? null : eventsAfter(party, from);
      if (after !== null) return { reset: false, ...rest, events: after };
      return { reset: true, ...rest, events: selectRetained.all(party).map(readEvent) };
    },

    latestAt: (): RelayMs => selectLatestAt.get()?.at ?? (0 as RelayMs),
  };

  /** Null when `from` is not in the tail: what came after it may then have gaps. */
  function eventsAfter(party: PartyId, from: EventRef): OrderedEvent[] | null {
    const [first, ...after] = selectTail.all(party, from.lamport).map(readEvent);
    if (first?.lamport !== from.lamport || first.id !== from.id || after.length >= TAIL_LENGTH) return null;
    return after;
  }
}

function headOf(row: PartyRow): EventRef | null {
  return row.head_id === null ? null : { lamport: row.head_lamport, id: row.head_id };
}

/** Only this file writes the column, and SQLite has checked the file: the shape is known. */
function readEvent({ event }: { event: string }): OrderedEvent {
  return JSON.parse(event) as OrderedEvent;
}

function fingerprintOf(channel: string, body: string): string {
  return createHash('sha256').update(`${channel}:${body}`).digest('base64url');
}
