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
import { EVENT_FRAME_CHARS, exceedsLastRoom } from '../party/kept-room.ts';
import { composeMembersChanged, composeRoster } from '../party/listing.ts';
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

/** Amortises the deletion. */
const RECEIPTS_PER_DELETION = 16;

/** One kept event as SQLite writes it out. */
type KeptColumns = readonly [lamport: Lamport, slot: string, isCheckpoint: number, chars: number];

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
  // As one text: libsql takes microseconds for each row it hands over, and a log may keep hundreds.
  const selectKept = database.prepare<{ kept: string }>(
    `SELECT json_group_array(json_array(lamport, slot, is_checkpoint, chars) ORDER BY lamport) AS kept
       FROM events WHERE party = ? AND scope = ?`,
  );
  const countScopes = database.prepare<{ count: number }>(
    // The range is every scope that begins with the prefix: no text of ours holds a character above 'z'.
    "SELECT count(DISTINCT scope) AS count FROM events WHERE party = ? AND scope >= ? AND scope < ? || '~'",
  );
  const sumChars = database.prepare<{ chars: number }>(
    `SELECT total(chars + ${EVENT_FRAME_CHARS}) AS chars FROM events WHERE party = ? AND scope >= ? AND scope < ? || '~'`,
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

  /** Of a burst of joins each newcomer gets the same ones. */
  let latestRetained: {
    readonly party: PartyId;
    readonly head: EventId | null;
    readonly rollbacks: number;
    readonly events: OrderedEvent[];
  } | null = null;

  /** The same array as long as they are the same events: never to be changed. */
  const retainedIn = (party: PartyId, head: EventId | null): OrderedEvent[] => {
    const { rollbacks } = database;
    // What is retained changes with an event, and no event has the id of another one unless that was undone.
    const isLatest = latestRetained?.party === party && latestRetained.head === head;
    if (latestRetained === null || !isLatest || latestRetained.rollbacks !== rollbacks) {
      latestRetained = { party, head, rollbacks, events: selectRetained.all(party).map(readEvent) };
    }
    return latestRetained.events;
  };

  const endOf = (row: PartyRow): LogEnd => ({ head: headOf(row), lastAt: row.last_at });

  const keptIn = (party: PartyId, scope: RetainScope | null): KeptEvent[] => {
    if (scope === null) return [];
    const columns = JSON.parse(selectKept.get(party, scope)?.kept ?? '[]') as KeptColumns[];
    return columns.map(([lamport, slot, isCheckpoint, chars]) => ({
      lamport,
      slot,
      isCheckpoint: isCheckpoint === 1,
      chars,
    }));
  };

  const exceedsScopes = ({ party, member, intent }: IntentDraft, kept: readonly KeptEvent[]): boolean => {
    if (intent.retain.kind === 'none' || kept.length > 0) return false;
    const prefix = intent.retain.kind === 'log' ? LOG_SCOPE_PREFIX : lastScopePrefix(member);
    return (countScopes.get(party, prefix, prefix)?.count ?? 0) >= scopeLimit(intent.retain);
  };

  const exceedsRoom = ({ party, member, intent }: IntentDraft, inScope: readonly KeptEvent[]): boolean =>
    exceedsLastRoom(intent, {
      inScope,
      memberPrefix: lastScopePrefix(member),
      charsIn: (prefix) => sumChars.get(party, prefix, prefix)?.chars ?? 0,
    });

  const insertEvent = (
    party: PartyId,
    row: PartyRow,
    event: OrderedEvent,
    inScope: readonly KeptEvent[],
  ): void => {
    const plan = planRetention(inScope, event);
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
      const isRemembered =
        intent.seq > author.last_seq - RECEIPTS_PER_MEMBER && intent.seq <= author.last_seq;
      const receipt = isRemembered ? selectReceipt.get(party, member, intent.seq) : undefined;
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
      const kept = keptIn(party, scopeOf(intent.retain, intent.channel, member));
      if (exceedsScopes(draft, kept) || exceedsRoom(draft, kept)) {
        return { kind: 'refused', reason: 'too-large' };
      }
      const event = stampIntent(endOf(row), draft);
      insertEvent(party, row, event, kept);
      updateSeq.run(intent.seq, party, member);
      insertReceipt.run(party, member, intent.seq, fingerprint, event.lamport, event.id);
      // Now and then: what is left of older ones is not asked for.
      if (intent.seq % RECEIPTS_PER_DELETION === 0) {
        deleteReceipts.run(party, member, intent.seq - RECEIPTS_PER_MEMBER);
      }
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
      insertEvent(party, row, event, keptIn(party, scopeOf(event.retain, event.channel, null)));
      return { kind: 'changed', event };
    },

    announce(party: PartyId, id: EventId, now: RelayMs): RelayEvent<MembersChanged> | null {
      const row = selectParty.get(party);
      const { joined, left } = members.untold(party);
      if (row === undefined) return null;
      const { members: listed, count } = members.listing(party);
      const change = { joined, left, host: row.host };
      const fact = composeMembersChanged(change, { listed: listed.length, count });
      if (fact === null) return null;
      const event = stampFact(endOf(row), fact, id, now);
      insertEvent(party, row, event, keptIn(party, scopeOf(event.retain, event.channel, null)));
      members.markTold(party, joined);
      return event;
    },

    catchUp(party: PartyId, from: EventRef | null): CatchUp | null {
      const row = selectParty.get(party);
      if (row === undefined) return null;
      const { members: listed, count } = members.listing(party);
      const roster = composeRoster({ members: listed, host: row.host, rules: readRules(row.rules) }, count);
      const rest = { roster, head: headOf(row) };
      const after = from === null ? null : eventsAfter(party, from);
      if (after !== null) return { reset: false, ...rest, events: after };
      return { reset: true, ...rest, events: retainedIn(party, row.head_id) };
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
