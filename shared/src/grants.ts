// What each role may do: write to a channel, change the rules, act on another member. One answer for the relay, which
// enforces it, and for members, which show it.
import { HOLD_CHANNEL } from './hold-act.ts';
import { PLAYBACK_CHANNEL } from './playback.ts';
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
