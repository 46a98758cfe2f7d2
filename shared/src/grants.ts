// What each role may do: write to a channel, change the rules, act on another member. One answer for the relay, which
// enforces it, and for members, which show it.
import { HOLD_CHANNEL } from './hold-act.ts';
import { PLAYBACK_CHANNEL, TIMELINE_LOG } from './playback.ts';
import type { Retain } from './protocol/envelope.ts';
import { type Govern, isAtLeast, type PartyRules, type Role } from './protocol/rules.ts';
import { SUCCESSION_CHANNEL } from './succession.ts';

/**
 * A spectator changes nothing about the film, not even by a video that stalls, nor what comes after it; where the party goes
 * on is the host's; everything else everybody may.
 */
const DEFAULT_GRANTS: ReadonlyMap<string, Role> = new Map([
  [PLAYBACK_CHANNEL, 'viewer'],
  [HOLD_CHANNEL, 'viewer'],
  ['queue', 'viewer'],
  [SUCCESSION_CHANNEL, 'host'],
]);

export function leastRoleFor({ grants }: PartyRules, channel: string): Role {
  // A channel may be called like something that every object has.
  const granted = Object.hasOwn(grants, channel) ? grants[channel] : undefined;
  return granted ?? defaultLeastRoleFor(channel);
}

/** As long as the party has not set it. */
export function defaultLeastRoleFor(channel: string): Role {
  return DEFAULT_GRANTS.get(channel) ?? 'spectator';
}

/** Whose grant decides whether something may be kept, or the role that it takes where no grant does. */
export type KeepRight = { readonly channel: string } | { readonly least: Role };

/**
 * To be kept takes a right of its own: it displaces what others have said before, of which late joiners then never hear. A
 * log takes what its channel takes, the timeline what holds do; to make all of it redundant takes playback's, or the host.
 */
export function keepRightFor(retain: Retain): KeepRight {
  if (retain.kind !== 'log') return { least: 'spectator' };
  if (retain.log === TIMELINE_LOG) return { channel: retain.checkpoint ? PLAYBACK_CHANNEL : HOLD_CHANNEL };
  return retain.checkpoint ? { least: 'host' } : { channel: retain.log };
}

/** Whether a role is enough to say something on a channel, and to have it kept. */
export function maySay(
  role: Role,
  rules: PartyRules,
  { channel, retain }: { readonly channel: string; readonly retain: Retain },
): boolean {
  const keep = keepRightFor(retain);
  const leastToKeep = 'least' in keep ? keep.least : leastRoleFor(rules, keep.channel);
  return isAtLeast(role, leastRoleFor(rules, channel)) && isAtLeast(role, leastToKeep);
}

/** A host may ask for everything, a co-host for what makes nobody their equal. */
export function mayGovern(role: Role, wish: Govern): boolean {
  const isForHost =
    wish.kind === 'hand-over' ||
    (wish.kind === 'set-role' && wish.role === 'co-host') ||
    // Who takes the party elsewhere is host there.
    (wish.kind === 'set-grant' && wish.channel === SUCCESSION_CHANNEL);
  return isAtLeast(role, isForHost ? 'host' : 'co-host');
}

/** Nobody touches a member whose role is not below their own. */
export function mayTouch(role: Role, otherRole: Role): boolean {
  return !isAtLeast(otherRole, role);
}
