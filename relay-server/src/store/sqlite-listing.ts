// Whom of a party's members the others are told of, and how many are in: read once for a burst of joins, and kept up with
// it. Every function runs inside one of the store's transactions.
import type { MemberId, PartyId } from '@sameframe/shared/ids.ts';
import { composeMember, type Member } from '@sameframe/shared/protocol/envelope.ts';
import { MAX_LISTED_MEMBERS } from '@sameframe/shared/protocol/limits.ts';
import type { GivenRole } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/** Who is listed, and how many are in. */
export interface Listing {
  readonly members: Member[];
  readonly count: number;
}

interface ListedRow {
  readonly id: MemberId;
  readonly joined_at: RelayMs;
  readonly role: GivenRole;
}

/** listMembers of party/listing.ts. */
const LISTED = `SELECT * FROM members WHERE party = ? AND left_at IS NULL
  ORDER BY is_join_told DESC, joined_at, id LIMIT ${MAX_LISTED_MEMBERS}`;

export function createSqliteListing(database: SqliteDatabase) {
  const selectListed = database.prepare<ListedRow>(
    `SELECT id, joined_at, role FROM (${LISTED}) ORDER BY joined_at, id`,
  );
  const selectUntold = database.prepare<ListedRow>(
    `SELECT id, joined_at, role FROM (${LISTED}) WHERE is_join_told = 0 ORDER BY joined_at, id`,
  );
  const countPresent = database.prepare<{ count: number }>(
    'SELECT count(*) AS count FROM members WHERE party = ? AND left_at IS NULL',
  );
  /** Of a burst of joins each newcomer asks for it. */
  let latest: (Listing & { readonly party: PartyId; readonly rollbacks: number }) | null = null;

  const known = (party: PartyId): Listing | null =>
    latest?.party === party && latest.rollbacks === database.rollbacks ? latest : null;
  const count = (party: PartyId): number => known(party)?.count ?? countPresent.get(party)?.count ?? 0;

  return {
    /** The same array as long as they are the same: never to be changed. */
    of(party: PartyId): Listing {
      const listing = known(party);
      if (listing !== null) return listing;
      const members = selectListed.all(party).map(describeRow);
      latest = { party, rollbacks: database.rollbacks, members, count: count(party) };
      return latest;
    },

    count,

    /** Those listed that nobody was told of yet. */
    untold: (party: PartyId): Member[] => selectUntold.all(party).map(describeRow),

    noteArrival(party: PartyId, member: Member): void {
      if (latest?.party !== party) return;
      const { members } = latest;
      const isListed = members.length < MAX_LISTED_MEMBERS;
      latest = {
        ...latest,
        members: isListed ? seatMember(members, member) : members,
        count: latest.count + 1,
      };
    },

    /** After any other change: it is read anew. */
    forget(): void {
      latest = null;
    },
  };
}

/** In the order in which they are read: by when they joined, then by id. Who joins is nearly always the last. */
function seatMember(members: readonly Member[], member: Member): Member[] {
  const isAfter = (other: Member) =>
    other.joinedAt > member.joinedAt || (other.joinedAt === member.joinedAt && other.id > member.id);
  return members.toSpliced(members.findLastIndex((other) => !isAfter(other)) + 1, 0, member);
}

function describeRow({ id, joined_at, role }: ListedRow): Member {
  return composeMember(id, joined_at, role);
}
