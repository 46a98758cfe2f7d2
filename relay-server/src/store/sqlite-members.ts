// The members' half of the SQLite store: tokens, presence in the party, leases, the host. Every function runs
// inside one of the store's transactions.
import type { MemberId, PartyId } from '@sameframe/shared/ids.ts';
import { composeMember, type Member, type RulesChanged } from '@sameframe/shared/protocol/envelope.ts';
import {
  DEFAULT_ROLE,
  DEFAULT_RULES,
  type GivenRole,
  type PartyRules,
} from '@sameframe/shared/protocol/rules.ts';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { admitJoin } from '../door/admit.ts';
import { type Knock, noteKnock, verdictOn } from '../door/knocks.ts';
import { chooseHost } from '../party/choose-host.ts';
import { lastScopePrefix, MAX_DEPARTED } from '../party/retain.ts';
import type { ConnectedMember, JoinDraft, Joined, JoinRefusal, MemberAddress } from './party-store.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { createSqliteListing } from './sqlite-listing.ts';

interface PartyRow {
  readonly host: MemberId | null;
  readonly rules: string | null;
  readonly knocks: string | null;
}

interface MemberRow {
  readonly id: MemberId;
  readonly joined_at: RelayMs;
  readonly left_at: RelayMs | null;
  readonly is_connected: number;
  readonly last_seq: number;
  readonly role: GivenRole;
  readonly is_kicked: number;
}

const MEMBER_COLUMNS = 'id, joined_at, left_at, is_connected, last_seq, role, is_kicked';

/** Thousands of parties that end in one moment must not hold up those that go on. */
const ENDED_AT_ONCE = 100;

export type SqliteMembers = ReturnType<typeof createSqliteMembers>;

export function createSqliteMembers(database: SqliteDatabase) {
  const selectParty = database.prepare<{
    host: MemberId | null;
    rules: string | null;
    knocks: string | null;
  }>('SELECT host, rules, knocks FROM parties WHERE id = ?');
  const countParties = database.prepare<{ count: number }>('SELECT count(*) AS count FROM parties');
  const insertParty = database.prepare(
    'INSERT INTO parties (id, head_lamport, last_at, appended) VALUES (?, 0, 0, 0)',
  );
  const updateParty = database.prepare('UPDATE parties SET host = ?, empty_since = ? WHERE id = ?');
  const occupyParty = database.prepare(
    'UPDATE parties SET host = coalesce(host, ?), empty_since = NULL WHERE id = ?',
  );
  const selectByToken = database.prepare<MemberRow>(
    `SELECT ${MEMBER_COLUMNS} FROM members WHERE party = ? AND (token = ? OR previous_token = ?)`,
  );
  const selectPresent = database.prepare<MemberRow>(
    `SELECT ${MEMBER_COLUMNS} FROM members WHERE party = ? AND left_at IS NULL ORDER BY joined_at, id`,
  );
  const insertMember = database.prepare(
    `INSERT INTO members (party, id, token, previous_token, joined_at, is_connected, connection, lease_until,
       is_join_told, is_departure_told, last_seq) VALUES (?, ?, ?, ?, ?, 1, ?, ?, 0, 1, 0)`,
  );
  const updateReturning = database.prepare(
    `UPDATE members SET token = ?, previous_token = ?, joined_at = ?, left_at = NULL, is_connected = 1,
       connection = ?, lease_until = ?, is_join_told = iif(left_at IS NULL, is_join_told, 0) WHERE party = ? AND id = ?`,
  );
  const updateDeparted = database.prepare(
    `UPDATE members SET left_at = ?, is_connected = 0, is_join_told = 1, is_departure_told = 0
       WHERE party = ? AND id = ? AND left_at IS NULL`,
  );
  const updateRules = database.prepare('UPDATE parties SET rules = ?, host = ? WHERE id = ?');
  const updateKnocks = database.prepare('UPDATE parties SET knocks = ? WHERE id = ?');
  const selectRole = database.prepare<{ role: GivenRole }>(
    'SELECT role FROM members WHERE party = ? AND id = ? AND left_at IS NULL',
  );
  const updateRole = database.prepare('UPDATE members SET role = ? WHERE party = ? AND id = ?');
  const updateKicked = database.prepare('UPDATE members SET is_kicked = 1 WHERE party = ? AND id = ?');
  const updateDisconnected = database.prepare(
    `UPDATE members SET is_connected = 0, lease_until = ? WHERE party = ? AND id = ? AND connection = ?
       AND is_connected = 1`,
  );
  const updateLease = database.prepare(
    'UPDATE members SET lease_until = ? WHERE party = ? AND id = ? AND left_at IS NULL',
  );
  const selectLapsed = database.prepare<{ party: PartyId; id: MemberId }>(
    'SELECT party, id FROM members WHERE left_at IS NULL AND lease_until <= ?',
  );
  const updateAllDisconnected = database.prepare(
    'UPDATE members SET is_connected = 0, lease_until = ? WHERE left_at IS NULL',
  );
  const selectLeaving = database.prepare<{ id: MemberId }>(
    'SELECT id FROM members WHERE party = ? AND is_departure_told = 0 ORDER BY id',
  );
  const updateJoinTold = database.prepare('UPDATE members SET is_join_told = 1 WHERE party = ? AND id = ?');
  const updateDeparturesTold = database.prepare(
    'UPDATE members SET is_departure_told = 1 WHERE party = ? AND is_departure_told = 0',
  );
  const selectUntold = database.prepare<{ party: PartyId }>(
    'SELECT DISTINCT party FROM members WHERE is_join_told = 0 OR is_departure_told = 0',
  );
  const selectLongGone = database.prepare<{ id: MemberId }>(
    `SELECT id FROM members WHERE party = ? AND left_at IS NOT NULL
       ORDER BY left_at DESC, id LIMIT -1 OFFSET ${MAX_DEPARTED}`,
  );
  const deleteMember = database.prepare('DELETE FROM members WHERE party = ? AND id = ?');
  const deleteReceipts = database.prepare('DELETE FROM receipts WHERE party = ? AND member = ?');
  const releaseEvents = database.prepare(
    "UPDATE events SET scope = NULL WHERE party = ? AND scope >= ? AND scope < ? || '~'",
  );
  const selectEnded = database.prepare<{ id: PartyId }>(
    `SELECT id FROM parties WHERE empty_since <= ? ORDER BY empty_since LIMIT ${ENDED_AT_ONCE}`,
  );
  const deletions = [
    'parties WHERE id',
    'members WHERE party',
    'receipts WHERE party',
    'events WHERE party',
  ].map((each) => database.prepare(`DELETE FROM ${each} = ?`));

  const listings = createSqliteListing(database);

  /** As long as there is a host the party is not empty, and nobody but the host's own departure changes it. */
  const passHostOn = (party: PartyId, now: RelayMs): void => {
    const present = selectPresent.all(party);
    const candidates = present.map((row) => ({
      ...describeMember(row),
      isConnected: row.is_connected === 1,
    }));
    updateParty.run(chooseHost(null, candidates), present.length === 0 ? now : null, party);
  };

  const depart = ({ party, member }: MemberAddress, now: RelayMs): void => {
    if (updateDeparted.run(now, party, member) === 0) return;
    listings.forget();
    if (selectParty.get(party)?.host === member) passHostOn(party, now);
  };

  const keepKnocks = (party: PartyId, knocks: readonly Knock[]): void => {
    updateKnocks.run(JSON.stringify(knocks), party);
  };

  /** What a member has said of themselves is kept no more. */
  const releaseLast = (party: PartyId, member: MemberId): void => {
    releaseEvents.run(party, lastScopePrefix(member), lastScopePrefix(member));
  };

  const forgetLongGone = (party: PartyId): void => {
    for (const { id } of selectLongGone.all(party)) {
      deleteMember.run(party, id);
      deleteReceipts.run(party, id);
      releaseLast(party, id);
    }
  };

  const standingOf = (
    { party, shown, now }: JoinDraft,
    row: PartyRow | undefined,
    known: MemberRow | undefined,
  ) => {
    const { isLocked, approvesJoiners } = readRules(row?.rules ?? null);
    return {
      isKnownParty: row !== undefined,
      isPresent: known !== undefined && known.left_at === null,
      isKnownMember: known !== undefined,
      isKicked: known?.is_kicked === 1,
      isLocked,
      approvesJoiners,
      verdict: verdictOn(readKnocks(row?.knocks ?? null), shown, now),
      parties: row === undefined ? (countParties.get()?.count ?? 0) : 0,
      members: listings.count(party),
    };
  };

  return {
    join(draft: JoinDraft): Result<Joined, JoinRefusal> {
      const { party, shown, nextToken, connection, now, leaseUntil } = draft;
      const row = selectParty.get(party);
      const known = shown === null ? undefined : selectByToken.get(party, shown, shown);
      const refusal = admitJoin(draft, standingOf(draft, row, known));
      if (refusal === 'awaiting-approval') {
        keepKnocks(party, noteKnock(readKnocks(row?.knocks ?? null), draft));
      }
      if (refusal !== null) return fail(refusal);
      if (row === undefined) insertParty.run(party);
      const isPresent = known !== undefined && known.left_at === null;
      const joinedAt = isPresent ? known.joined_at : now;
      if (known === undefined) {
        insertMember.run(party, draft.freshMember, nextToken, shown, now, connection, leaseUntil);
      } else {
        updateReturning.run(nextToken, shown, joinedAt, connection, leaseUntil, party, known.id);
      }
      const joined = { member: known?.id ?? draft.freshMember, lastSeq: known?.last_seq ?? 0 };
      if (!isPresent)
        listings.noteArrival(party, composeMember(joined.member, joinedAt, known?.role ?? DEFAULT_ROLE));
      occupyParty.run(joined.member, party);
      return succeed(joined);
    },

    depart,

    /** What a member is while not host; null for who is not in. */
    givenRole: (party: PartyId, member: MemberId): GivenRole | null =>
      selectRole.get(party, member)?.role ?? null,

    knocks: (party: PartyId): readonly Knock[] => readKnocks(selectParty.get(party)?.knocks ?? null),
    keepKnocks,

    /** Does what a decision of decideGovern says. */
    carryOut(party: PartyId, fact: RulesChanged, now: RelayMs): void {
      updateRules.run(JSON.stringify(fact.rules), fact.host, party);
      for (const { id, role } of fact.roles) updateRole.run(role, party, id);
      if (fact.roles.length > 0) listings.forget();
      for (const member of fact.kicked) {
        updateKicked.run(party, member);
        depart({ party, member }, now);
        releaseLast(party, member);
      }
    },

    disconnect(gone: readonly ConnectedMember[], leaseUntil: RelayMs): void {
      for (const { party, member, connection } of gone) {
        updateDisconnected.run(leaseUntil, party, member, connection);
      }
    },

    renewLeases(addresses: readonly MemberAddress[], leaseUntil: RelayMs): void {
      for (const { party, member } of addresses) updateLease.run(leaseUntil, party, member);
    },

    reapLeases(now: RelayMs): readonly PartyId[] {
      const lapsed = selectLapsed.all(now);
      for (const { party, id } of lapsed) depart({ party, member: id }, now);
      return [...new Set(lapsed.map(({ party }) => party))];
    },

    endParties(emptySince: RelayMs): number {
      const ended = selectEnded.all(emptySince);
      for (const { id } of ended) for (const deletion of deletions) deletion.run(id);
      if (ended.length > 0) listings.forget();
      return ended.length;
    },

    forgetConnections(leaseUntil: RelayMs): void {
      updateAllDisconnected.run(leaseUntil);
    },

    listing: listings.of,

    untold(party: PartyId): { readonly joined: Member[]; readonly left: MemberId[] } {
      const left = selectLeaving.all(party).map(({ id }) => id);
      return { joined: listings.untold(party), left };
    },

    markTold(party: PartyId, joined: readonly Member[]): void {
      for (const { id } of joined) updateJoinTold.run(party, id);
      updateDeparturesTold.run(party);
      forgetLongGone(party);
    },

    untoldParties: (): readonly PartyId[] => selectUntold.all().map(({ party }) => party),
  };
}

function describeMember(row: MemberRow): Member {
  return composeMember(row.id, row.joined_at, row.role);
}

/** Only `carryOut` writes the column: the shape is known. */
export function readRules(rules: string | null): PartyRules {
  return rules === null ? DEFAULT_RULES : (JSON.parse(rules) as PartyRules);
}

function readKnocks(knocks: string | null): readonly Knock[] {
  return knocks === null ? [] : (JSON.parse(knocks) as Knock[]);
}
