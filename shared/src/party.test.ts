import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { MemberId } from './ids.ts';
import {
  avatarOf,
  cleanName,
  EMPTY_PARTY,
  foldMembers,
  foldPartyAct,
  foldRules,
  headcountOf,
  nameOf,
  partyActSchema,
  profileSchema,
  roleOf,
  stallPolicyOf,
  startParty,
} from './party.ts';
import type { Member, RulesChanged } from './protocol/envelope.ts';
import { DEFAULT_RULES } from './protocol/rules.ts';
import { ALICE, BOB, CAROL } from './testing/timeline-history.ts';
import type { RelayMs } from './time.ts';

const memberOf = (id: MemberId, joinedAt: number): Member => ({ id, joinedAt: joinedAt as RelayMs });
const fact = (joined: readonly Member[], left: readonly MemberId[], host: MemberId | null) => ({
  kind: 'members-changed' as const,
  joined: [...joined],
  left: [...left],
  host,
});

describe('a name', () => {
  test.each([
    ['Bob', 'Bob'],
    ['  Bob \t\n Smith ', 'Bob Smith'],
    ['Bob\u2028Smith\u00a0III', 'Bob Smith III'],
    ['\u202eboB\u202c', 'boB'],
    ['\u2066Bob\u2069', 'Bob'],
    ['B\u200bo\u200db\ufeff', 'Bob'],
    ['B\u0000o\u001bb\u009f', 'Bob'],
    ['Bob\ud800', 'Bob'],
    ['Zoe\u0308', 'Zo\u00eb'],
    ['Zoe\u200d\u0308', 'Zo\u00eb'],
    ['👩‍🚀', '👩🚀'],
    ['\u3164\u2800\u115f\ufe0f', ''],
    ['', ''],
    ['   ', ''],
    ['Z\u0353\u0354\u0355\u0356\u200b\u0359\u035a\u0351', 'Z\u0353\u0354\u0355\u0356'],
  ])('[PS1] %j is shown as %j', (text, shown) => {
    expect(cleanName(text)).toBe(shown);
  });

  test('[PS1] is cut at forty characters, never in the middle of one', () => {
    expect(cleanName('😀'.repeat(41))).toBe('😀'.repeat(40));
    expect(cleanName(`${'x'.repeat(39)} y`)).toBe('x'.repeat(39));
  });

  test('[PS1] whatever was typed, is clean, and cleaning again changes nothing', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.string({
        unit: fc.constantFrom('a', ' ', '\u200d', '\u0301', '\ud800', '\udc00', '\u202e'),
        maxLength: 60,
      }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const name = cleanName(text);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^\s|\s$|\s\s/u);
        expect(Array.from(name).length).toBeLessThanOrEqual(40);
        expect(cleanName(name)).toBe(name);
      }),
      { numRuns: 1_000 },
    );
  });

  test('[PS1] in a profile is cleaned, and refused when nothing is left or it is far too long', () => {
    expect(v.parse(profileSchema, { kind: 'profile', name: ' Bob ', age: 7 })).toEqual({
      kind: 'profile',
      name: 'Bob',
    });
    const isGood = (name: unknown) => v.safeParse(profileSchema, { kind: 'profile', name }).success;
    expect(['', ' ', '\u200b', 'x'.repeat(161), 7, null].some(isGood)).toBe(false);
  });
});

describe('who is in the party', () => {
  test('[PS2] stands in order of joining; at the same time the lower id comes first', () => {
    const joined = [memberOf(CAROL, 3), memberOf(BOB, 1), memberOf(ALICE, 1)];
    const { members } = foldMembers(EMPTY_PARTY, fact(joined, [], BOB));
    expect(members.map(({ id }) => id)).toEqual([ALICE, BOB, CAROL]);
  });

  test('[PS2] changes with each fact of the relay, and the host is the one it names', () => {
    const both = foldMembers(EMPTY_PARTY, fact([memberOf(ALICE, 1), memberOf(BOB, 2)], [], ALICE));
    expect(both.host).toBe(ALICE);
    const left = foldMembers(both, fact([], [ALICE], BOB));
    expect(left).toMatchObject({ members: [memberOf(BOB, 2)], host: BOB });
    expect(foldMembers(left, fact([], [BOB], null))).toMatchObject({ members: [], host: null });
  });

  test('[PS2] who left and came back within one fact is in, from their return on', () => {
    const before = startParty({
      members: [memberOf(ALICE, 1), memberOf(BOB, 2)],
      host: ALICE,
      rules: DEFAULT_RULES,
    });
    const { members } = foldMembers(before, fact([memberOf(ALICE, 9)], [ALICE], BOB));
    expect(members).toEqual([memberOf(BOB, 2), memberOf(ALICE, 9)]);
  });

  test('[PS7] a crowd is counted, its first are listed, and it is none any more when all are', () => {
    const roster = { members: [memberOf(ALICE, 1)], host: ALICE, rules: DEFAULT_RULES };
    const crowd = startParty({ ...roster, count: 900 });
    expect([crowd.members.length, headcountOf(crowd)]).toEqual([1, 900]);
    const grown = foldMembers(crowd, { ...fact([memberOf(BOB, 2)], [], ALICE), count: 905 });
    expect([grown.members.length, headcountOf(grown)]).toEqual([2, 905]);
    const shrunk = foldMembers(grown, fact([memberOf(CAROL, 3)], [ALICE], BOB));
    expect([shrunk.members.length, headcountOf(shrunk)]).toEqual([2, 2]);
    expect(headcountOf(startParty(roster))).toBe(1);
  });

  test('[PS7] a host is one also when not listed, and nothing is known of anybody else who is not', () => {
    const crowd = startParty({ members: [memberOf(ALICE, 1)], host: BOB, rules: DEFAULT_RULES, count: 900 });
    expect([ALICE, BOB, CAROL].map((id) => roleOf(crowd, id))).toEqual(['viewer', 'host', null]);
  });

  test('[PS2] a fact told twice, or about somebody unknown, leaves everyone in once', () => {
    const joined = fact([memberOf(ALICE, 1)], [BOB], ALICE);
    const once = foldMembers(EMPTY_PARTY, joined);
    expect(foldMembers(once, joined)).toEqual(once);
    expect(once.members).toEqual([memberOf(ALICE, 1)]);
  });

  test('[PS3] is called by their newest profile, also after they have left, and by nothing until then', () => {
    let state = foldMembers(EMPTY_PARTY, fact([memberOf(ALICE, 1)], [], ALICE));
    expect(nameOf(state, ALICE)).toBeNull();
    state = foldPartyAct(state, ALICE, { kind: 'profile', name: 'Al' });
    state = foldPartyAct(state, ALICE, { kind: 'profile', name: 'Alice' });
    state = foldMembers(state, fact([], [ALICE], null));
    expect(nameOf(state, ALICE)).toBe('Alice');
    expect(nameOf(state, BOB)).toBeNull();
  });
});

describe('the picture of a member', () => {
  const profile = (avatar?: unknown) =>
    v.parse(profileSchema, { kind: 'profile', name: 'Alice', ...(avatar === undefined ? {} : { avatar }) });

  test('[PS8] is the emoji of their newest profile, and none when that has none', () => {
    const chosen = foldPartyAct(EMPTY_PARTY, ALICE, profile('🦊'));
    expect([avatarOf(chosen, ALICE), avatarOf(chosen, BOB)]).toEqual(['🦊', null]);
    expect(avatarOf(foldPartyAct(chosen, ALICE, profile()), ALICE)).toBeNull();
    expect(avatarOf(foldPartyAct(chosen, ALICE, profile(null)), ALICE)).toBeNull();
  });

  test.each(['A', '🦊🦊', '', 7, ['🦊'], '<img>', '🦊\u202e'])(
    '[PS8] %j is no picture, and the name counts all the same',
    (told) => {
      const state = foldPartyAct(EMPTY_PARTY, ALICE, profile(told));
      expect([nameOf(state, ALICE), avatarOf(state, ALICE)]).toEqual(['Alice', null]);
    },
  );
});

describe('roles and rules', () => {
  const both = foldMembers(EMPTY_PARTY, fact([memberOf(ALICE, 1), memberOf(BOB, 2)], [], ALICE));
  const changed = (parts: Partial<RulesChanged>): RulesChanged => ({
    kind: 'rules-changed',
    by: ALICE,
    rules: DEFAULT_RULES,
    host: ALICE,
    roles: [],
    kicked: [],
    ...parts,
  });

  test('[PS6] who is in is a viewer until told otherwise, and the host is the host', () => {
    expect([ALICE, BOB, CAROL].map((id) => roleOf(both, id))).toEqual(['host', 'viewer', null]);
    const spectating = foldRules(both, changed({ roles: [{ id: BOB, role: 'spectator' }] }));
    expect(roleOf(spectating, BOB)).toBe('spectator');
    const handedOver = foldRules(spectating, changed({ host: BOB }));
    expect([ALICE, BOB].map((id) => roleOf(handedOver, id))).toEqual(['viewer', 'host']);
  });

  test('[PS6] a fact folded twice is a fact folded once, and back to the default leaves no trace', () => {
    const fact = changed({
      rules: { isLocked: true, approvesJoiners: false, grants: {} },
      roles: [{ id: BOB, role: 'co-host' }],
    });
    const once = foldRules(both, fact);
    expect(foldRules(once, fact)).toEqual(once);
    expect(once.rules.isLocked).toBe(true);
    expect(foldRules(once, changed({ roles: [{ id: BOB, role: 'viewer' }] }))).toEqual(both);
  });
});

describe('what the party does about stalls', () => {
  const alone = foldMembers(EMPTY_PARTY, fact([memberOf(ALICE, 1), memberOf(BOB, 2)], [], ALICE));
  const wait = { kind: 'set-stall-policy', policy: 'wait' } as const;

  test('[PS5] is to wait briefly until the host says otherwise', () => {
    expect(stallPolicyOf(EMPTY_PARTY)).toBe('wait-briefly');
    expect(stallPolicyOf(alone)).toBe('wait-briefly');
    expect(stallPolicyOf(foldPartyAct(alone, ALICE, wait))).toBe('wait');
  });

  test('[PS5] nobody but the host may set it', () => {
    expect(stallPolicyOf(foldPartyAct(alone, BOB, wait))).toBe('wait-briefly');
  });

  test('[PS5] what somebody said counts while they are host, whenever they said it', () => {
    const said = foldPartyAct(alone, BOB, wait);
    expect(stallPolicyOf(foldMembers(said, fact([], [ALICE], BOB)))).toBe('wait');
  });

  test('[PS5] an unknown policy means nothing', () => {
    expect(v.safeParse(partyActSchema, { kind: 'set-stall-policy', policy: 'vote' }).success).toBe(false);
  });
});
