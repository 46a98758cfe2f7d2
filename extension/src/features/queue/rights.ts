// PURE. Who in the party may do what about the queue.
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
