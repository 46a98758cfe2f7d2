// PURE. Who in the party may do what about the queue, and whose votes count.
import type { MemberId } from '@sameframe/shared/ids.ts';
import { PLAYBACK_CHANNEL } from '@sameframe/shared/playback.ts';
import { DEFAULT_ROLE, type Role } from '@sameframe/shared/protocol/rules.ts';
import { type FeatureParty, mayWrite } from '../feature.ts';

type Standing = Pick<FeatureParty, 'role' | 'rules'>;

/** Changing the queue. */
export function mayChange(standing: Standing): boolean {
  return mayWrite(standing, 'queue');
}

/** Taking everyone to something in it. */
export function mayOpen(standing: Standing): boolean {
  return mayChange(standing) && mayWrite(standing, PLAYBACK_CHANNEL);
}

/** The role of those whom a crowd does not list; null where all are listed. */
export function unlistedRole({ unlisted }: Pick<FeatureParty, 'unlisted'>): Role | null {
  return unlisted > 0 ? DEFAULT_ROLE : null;
}

/** Those who are here and may vote, and those who are and may not. */
export interface Voters {
  readonly may: readonly MemberId[];
  readonly mayNot: readonly MemberId[];
  /** So many more may, and are not listed in a crowd. */
  readonly unlisted: number;
}

export function votersOf({
  members,
  unlisted,
  rules,
}: Pick<FeatureParty, 'members' | 'unlisted' | 'rules'>): Voters {
  const others = unlistedRole({ unlisted });
  const idsOf = (may: boolean) =>
    members.filter(({ role }) => mayChange({ role, rules }) === may).map(({ id }) => id);
  return {
    may: idsOf(true),
    mayNot: idsOf(false),
    unlisted: others !== null && mayChange({ role: others, rules }) ? unlisted : 0,
  };
}

export function countVotes(votes: readonly MemberId[], { may, mayNot, unlisted }: Voters): number {
  // Of who is not listed nobody knows whether they are still here.
  return votes.filter((id) => may.includes(id) || (unlisted > 0 && !mayNot.includes(id))).length;
}

/** More than half. */
export function votesNeeded({ may, unlisted }: Voters): number {
  return Math.floor((may.length + unlisted) / 2) + 1;
}
