// Who is in the party: a fold of the relay's own facts and of the profiles members seal for each other.
import * as v from 'valibot';
import { cleanLine } from './clean-line.ts';
import { isEmoji } from './emoji.ts';
import type { MemberId } from './ids.ts';
import { composeMember, type Member, type MembersChanged, type RulesChanged } from './protocol/envelope.ts';
import { MAX_NAME_CHARS, MAX_RAW_NAME_CHARS } from './protocol/limits.ts';
import { DEFAULT_ROLE, DEFAULT_RULES, type PartyRules, type Role } from './protocol/rules.ts';
import type { Roster } from './protocol/to-member.ts';

/** Channel on which profiles stand; the relay writes its own facts there too. */
export const PARTY_CHANNEL = 'party';

/** A name as everyone sees it: nothing invisible or turned around, single spaces, bounded. */
export function cleanName(text: string): string {
  return cleanLine(text, MAX_NAME_CHARS);
}

/** A name that comes from somebody else, as everyone sees it. */
export const memberNameSchema = v.pipe(
  v.string(),
  v.maxLength(MAX_RAW_NAME_CHARS),
  v.transform(cleanName),
  v.minLength(1),
);

/** A member's own picture: one emoji. Whatever else somebody sends is none, and costs them nothing but that. */
const avatarSchema = v.pipe(
  v.unknown(),
  v.transform((told) => (typeof told === 'string' && isEmoji(told) ? told : null)),
);

/** What a member says about themselves; the newest counts (`retain: last`). */
export const profileSchema = v.object({
  kind: v.literal('profile'),
  name: memberNameSchema,
  avatar: v.optional(avatarSchema),
});

/** What the party does when somebody's video has no data. */
export const STALL_POLICIES = [
  /** Everyone waits, for each member as long as a hold may last. */
  'wait',
  /** Everyone waits for a few seconds, then goes on. */
  'wait-briefly',
  /** Nobody waits; the straggler catches up alone. */
  'go-on',
] as const;
export const stallPolicySchema = v.picklist(STALL_POLICIES);
export type StallPolicy = v.InferOutput<typeof stallPolicySchema>;
export const DEFAULT_STALL_POLICY: StallPolicy = 'wait-briefly';

/** How a member who is host wants it; the newest counts (`retain: last`). */
export const setStallPolicySchema = v.object({
  kind: v.literal('set-stall-policy'),
  policy: stallPolicySchema,
});

export const partyActSchema = v.variant('kind', [profileSchema, setStallPolicySchema]);
export type PartyAct = v.InferOutput<typeof partyActSchema>;

export interface PartyState {
  /** In order of joining. */
  readonly members: readonly Member[];
  /** How many more are in, in a crowd: they are counted and not listed. */
  readonly unlisted: number;
  readonly host: MemberId | null;
  /** What the relay enforces; shown, never enforced here. */
  readonly rules: PartyRules;
  /** What each member has chosen for the times when they are host. */
  readonly policies: Readonly<Record<MemberId, StallPolicy>>;
  /** Names of members, past ones included, so that "Bob left" can name him. */
  readonly names: Readonly<Record<MemberId, string>>;
  /** Of those who have chosen one, past ones included. */
  readonly avatars: Readonly<Record<MemberId, string>>;
}

export const EMPTY_PARTY: PartyState = {
  members: [],
  unlisted: 0,
  host: null,
  rules: DEFAULT_RULES,
  policies: {},
  names: {},
  avatars: {},
};

/** A replica starts from the roster as of head; what members said of themselves comes with the retained events. */
export function startParty(roster: Roster): PartyState {
  const { members, host, rules, count } = roster;
  const unlisted = unlistedOf(count, members);
  return { ...EMPTY_PARTY, members: sortMembers(members), unlisted, host, rules };
}

export function foldMembers(state: PartyState, fact: MembersChanged): PartyState {
  const changed = new Set([...fact.left, ...fact.joined.map((member) => member.id)]);
  const staying = state.members.filter((member) => !changed.has(member.id));
  const members = sortMembers([...staying, ...fact.joined]);
  return { ...state, members, unlisted: unlistedOf(fact.count, members), host: fact.host };
}

function unlistedOf(count: number | undefined, listed: readonly Member[]): number {
  return count === undefined ? 0 : Math.max(0, count - listed.length);
}

/** How many are in, listed or not. */
export function headcountOf({ members, unlisted }: PartyState): number {
  return members.length + unlisted;
}

/** Who was kicked stays until their departure is told. */
export function foldRules(state: PartyState, { rules, host, roles }: RulesChanged): PartyState {
  const changed = new Map(roles.map(({ id, role }) => [id, role]));
  const members = state.members.map((member) => {
    const role = changed.get(member.id);
    return role === undefined ? member : composeMember(member.id, member.joinedAt, role);
  });
  return { ...state, rules, host, members };
}

/** What a member is; null for somebody who is not listed, unless they are host. */
export function roleOf({ host, members }: Pick<PartyState, 'host' | 'members'>, id: MemberId): Role | null {
  if (id === host) return 'host';
  const member = members.find((each) => each.id === id);
  return member === undefined ? null : (member.role ?? DEFAULT_ROLE);
}

export function foldPartyAct(state: PartyState, by: MemberId, act: PartyAct): PartyState {
  switch (act.kind) {
    case 'profile':
      return {
        ...state,
        names: { ...state.names, [by]: act.name },
        avatars: withAvatar(state.avatars, by, act.avatar ?? null),
      };
    case 'set-stall-policy':
      return { ...state, policies: { ...state.policies, [by]: act.policy } };
  }
}

/**
 * The host's word alone counts, and only while they are host: so a late joiner, who cannot know who was host when
 * it was said, finds the same as everyone else (SPEC PS5).
 */
export function stallPolicyOf({ host, policies }: PartyState): StallPolicy {
  return (host === null ? undefined : policies[host]) ?? DEFAULT_STALL_POLICY;
}

/** A member's own picture; null if they have chosen none. */
export function avatarOf(state: Pick<PartyState, 'avatars'>, member: MemberId): string | null {
  return state.avatars[member] ?? null;
}

function withAvatar(
  avatars: PartyState['avatars'],
  member: MemberId,
  avatar: string | null,
): PartyState['avatars'] {
  const { [member]: _, ...others } = avatars;
  return avatar === null ? others : { ...others, [member]: avatar };
}

/** A member's name; null until their profile has arrived. */
export function nameOf(state: PartyState, member: MemberId): string | null {
  return state.names[member] ?? null;
}

function sortMembers(members: readonly Member[]): readonly Member[] {
  return [...members].sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1));
}
