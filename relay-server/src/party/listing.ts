// PURE. Whom of a party's members the others are told of: everyone, but in a crowd the first, as long as they are in. Who is
// not listed is counted, and moves up when a listed one has left.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { MembersChanged } from '@sameframe/shared/protocol/envelope.ts';
import { MAX_LISTED_MEMBERS } from '@sameframe/shared/protocol/limits.ts';
import type { Roster } from '@sameframe/shared/protocol/to-member.ts';

/** `present` in the order of joining. Who was told of stays listed, and is one of at most MAX_LISTED_MEMBERS. */
export function listMembers<Record extends { readonly isJoinTold: boolean }>(
  present: readonly Record[],
): Record[] {
  let seats = MAX_LISTED_MEMBERS - present.filter(({ isJoinTold }) => isJoinTold).length;
  return present.filter(({ isJoinTold }) => {
    if (isJoinTold) return true;
    seats -= 1;
    return seats >= 0;
  });
}

export function composeRoster(roster: Omit<Roster, 'count'>, count: number): Roster {
  return count > roster.members.length ? { ...roster, count } : roster;
}

/** `listed` and `count` are how many members are listed and how many are in, after it. Null: there is nothing to tell. */
export function composeMembersChanged(
  change: Pick<MembersChanged, 'joined' | 'left' | 'host'>,
  { listed, count }: { readonly listed: number; readonly count: number },
): MembersChanged | null {
  const isCrowd = count > listed;
  if (change.joined.length === 0 && change.left.length === 0 && !isCrowd) return null;
  return { kind: 'members-changed', ...change, ...(isCrowd ? { count } : {}) };
}

/** Whether somebody is not in after it; of a crowd it does not tell who of those who left has come back. */
export function hasLeft({ joined, left, count }: MembersChanged, member: MemberId): boolean {
  return count === undefined && left.includes(member) && !joined.some(({ id }) => id === member);
}

/** Whether a roster shows that somebody is not in; of a crowd it does not tell. */
export function isMissingIn({ members, count }: Roster, member: MemberId): boolean {
  return count === undefined && !members.some(({ id }) => id === member);
}
