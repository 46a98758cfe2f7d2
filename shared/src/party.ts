// Who is in the party: a fold of the relay's own facts and of the profiles members seal for each other.
import * as v from 'valibot';
import type { MemberId } from './ids.ts';
import type { Member, MembersChanged } from './protocol/envelope.ts';
import { MAX_NAME_CHARS } from './protocol/limits.ts';
import type { Roster } from './protocol/to-member.ts';

/** Channel on which profiles stand; the relay writes its own facts there too. */
export const PARTY_CHANNEL = 'party';

/**
 * Control, format, direction-changing, ignorable and blank-looking characters and halves of pairs: they could
 * make one name look like another, or like none.
 */
const UNSAFE_IN_NAME = /(?!\s)[\p{Cc}\p{Cs}]|[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A name as everyone sees it: nothing invisible or turned around, single spaces, bounded. */
export function cleanName(text: string): string {
  const visible = text.replace(UNSAFE_IN_NAME, '').normalize('NFC').replace(/\s+/g, ' ').trim();
  return Array.from(visible).slice(0, MAX_NAME_CHARS).join('').trim();
}

/** What a member says about themselves; the newest counts (`retain: last`). */
export const profileSchema = v.object({
  kind: v.literal('profile'),
  name: v.pipe(v.string(), v.maxLength(4 * MAX_NAME_CHARS), v.transform(cleanName), v.minLength(1)),
});
export type Profile = v.InferOutput<typeof profileSchema>;

export interface PartyState {
  /** In order of joining. */
  readonly members: readonly Member[];
  readonly host: MemberId | null;
  /** Names of members, past ones included, so that "Bob left" can name him. */
  readonly names: Readonly<Record<MemberId, string>>;
}

export const EMPTY_PARTY: PartyState = { members: [], host: null, names: {} };

/** A replica starts from the roster as of head; names come with the retained profiles. */
export function startParty(roster: Roster): PartyState {
  return { members: sortMembers(roster.members), host: roster.host, names: {} };
}

export function foldMembers(state: PartyState, fact: MembersChanged): PartyState {
  const changed = new Set([...fact.left, ...fact.joined.map((member) => member.id)]);
  const staying = state.members.filter((member) => !changed.has(member.id));
  return { ...state, members: sortMembers([...staying, ...fact.joined]), host: fact.host };
}

export function foldProfile(state: PartyState, by: MemberId, profile: Profile): PartyState {
  return { ...state, names: { ...state.names, [by]: profile.name } };
}

/** A member's name, or a stable stand-in until their profile has arrived. */
export function nameOf(state: PartyState, member: MemberId): string {
  return state.names[member] ?? 'Someone';
}

function sortMembers(members: readonly Member[]): readonly Member[] {
  return [...members].sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1));
}
