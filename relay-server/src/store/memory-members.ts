// A party's members in memory: who they are, who is in, and who of them is host.
import type { MemberId } from '@sameframe/shared/ids.ts';
import { composeMember, type Member } from '@sameframe/shared/protocol/envelope.ts';
import { DEFAULT_ROLE, type GivenRole, type Role } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { type Receipt, roleIn } from '../door/admit.ts';
import { chooseHost } from '../party/choose-host.ts';
import type { ConnectionId } from '../party/session.ts';
import type { JoinDraft, Joined, TokenHash } from './party-store.ts';

export interface MemberRecord {
  readonly id: MemberId;
  token: TokenHash;
  previousToken: TokenHash | null;
  /** While they are not host. */
  role: GivenRole;
  isKicked: boolean;
  joinedAt: RelayMs;
  /** Null while in the party. */
  leftAt: RelayMs | null;
  /** Null while there is none. */
  connection: ConnectionId | null;
  leaseUntil: RelayMs;
  isJoinTold: boolean;
  isDepartureTold: boolean;
  lastSeq: number;
  readonly receipts: Map<number, Receipt>;
}

export interface MembersRecord {
  host: MemberId | null;
  emptySince: RelayMs | null;
  readonly members: Map<MemberId, MemberRecord>;
}

/** In the order of joining. */
export function presentMembers(party: MembersRecord): MemberRecord[] {
  const present = [...party.members.values()].filter((member) => member.leftAt === null);
  return present.sort((a, b) => a.joinedAt - b.joinedAt || byId(a, b));
}

export function byId(a: MemberRecord, b: MemberRecord): number {
  return a.id < b.id ? -1 : 1;
}

export function findByToken(party: MembersRecord, shown: TokenHash | null): MemberRecord | null {
  if (shown === null) return null;
  for (const member of party.members.values()) {
    if (member.token === shown || member.previousToken === shown) return member;
  }
  return null;
}

export function enterParty(party: MembersRecord, known: MemberRecord | null, draft: JoinDraft): Joined {
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
  member.connection = draft.connection;
  member.leaseUntil = leaseUntil;
  party.emptySince = null;
  rechooseHost(party);
  return { member: member.id, lastSeq: member.lastSeq };
}

function addMember(party: MembersRecord, draft: JoinDraft): MemberRecord {
  const member: MemberRecord = {
    id: draft.freshMember,
    token: draft.nextToken,
    previousToken: draft.shown,
    role: DEFAULT_ROLE,
    isKicked: false,
    joinedAt: draft.now,
    leftAt: null,
    connection: draft.connection,
    leaseUntil: draft.leaseUntil,
    isJoinTold: false,
    isDepartureTold: true,
    lastSeq: 0,
    receipts: new Map(),
  };
  party.members.set(member.id, member);
  return member;
}

export function departMember(party: MembersRecord, member: MemberRecord, now: RelayMs): void {
  member.leftAt = now;
  member.connection = null;
  member.isJoinTold = true;
  member.isDepartureTold = false;
  rechooseHost(party);
  if (presentMembers(party).length === 0) party.emptySince = now;
}

function rechooseHost(party: MembersRecord): void {
  const present = presentMembers(party).map((member) => ({
    ...describeMember(member),
    isConnected: member.connection !== null,
  }));
  party.host = chooseHost(party.host, present);
}

/** Null for who is not in. */
export function presentRole(party: MembersRecord, id: MemberId | null): Role | null {
  const member = id === null ? undefined : party.members.get(id);
  return member === undefined || member.leftAt !== null ? null : roleIn(party.host, member.id, member.role);
}

export function describeMember({ id, joinedAt, role }: MemberRecord): Member {
  return composeMember(id, joinedAt, role);
}
