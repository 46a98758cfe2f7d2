// Who may do what in a party, as the relay enforces it: in the clear, as nobody else could enforce it against a
// member that was tampered with.
import * as v from 'valibot';
import { knockIdSchema, memberIdSchema } from '../ids.ts';
import { MAX_GRANTS } from './limits.ts';
import { nameSchema } from './name.ts';

/** In rising order: each may do what the ones before it may. */
export const ROLES = ['spectator', 'viewer', 'co-host', 'host'] as const;
export const roleSchema = v.picklist(ROLES);
export type Role = v.InferOutput<typeof roleSchema>;

/** What a member can be made. `host` one becomes by being handed the party, or by being the next when a host leaves. */
export const givenRoleSchema = v.picklist(['spectator', 'viewer', 'co-host']);
export type GivenRole = v.InferOutput<typeof givenRoleSchema>;
export const DEFAULT_ROLE = 'viewer' satisfies GivenRole;

export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

export const partyRulesSchema = v.object({
  /** Nobody becomes a new member. */
  isLocked: v.boolean(),
  /** Whoever would be a new member waits until a host or co-host lets them in. */
  approvesJoiners: v.boolean(),
  /** The least role that may write a channel, where it is not the one that `leastRoleFor` knows. */
  grants: v.pipe(v.record(nameSchema, roleSchema), v.maxEntries(MAX_GRANTS)),
});
export type PartyRules = v.InferOutput<typeof partyRulesSchema>;

export const DEFAULT_RULES: PartyRules = { isLocked: false, approvesJoiners: false, grants: {} };

/** A wish about the rules or about another member. The relay carries it out itself, if its author may. */
export const governSchema = v.variant('kind', [
  v.object({ kind: v.literal('set-role'), member: memberIdSchema, role: givenRoleSchema }),
  v.object({ kind: v.literal('hand-over'), member: memberIdSchema }),
  /** Null: as if it had never been set. */
  v.object({ kind: v.literal('set-grant'), channel: nameSchema, least: v.nullable(roleSchema) }),
  v.object({ kind: v.literal('set-lock'), isLocked: v.boolean() }),
  v.object({ kind: v.literal('set-approval'), approvesJoiners: v.boolean() }),
  /** Whether the next join of who waits is let in; not told to the party. */
  v.object({ kind: v.literal('admit'), knock: knockIdSchema, isAdmitted: v.boolean() }),
  /** Also locks: who holds the code could come back as somebody else. */
  v.object({ kind: v.literal('kick'), member: memberIdSchema }),
]);
export type Govern = v.InferOutput<typeof governSchema>;
