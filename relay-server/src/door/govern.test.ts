import type { MemberId } from '@sameframe/shared/ids.ts';
import { MAX_GRANTS } from '@sameframe/shared/protocol/limits.ts';
import {
  DEFAULT_RULES,
  type Govern,
  isAtLeast,
  type PartyRules,
  ROLES,
  type Role,
} from '@sameframe/shared/protocol/rules.ts';
import { SUCCESSION_CHANNEL } from '@sameframe/shared/succession.ts';
import { describe, expect, test } from 'vitest';
import { idOf } from '../testing/drafts.ts';
import { decideGovern, type GovernStanding } from './govern.ts';

const ALICE = idOf<MemberId>('alice');
const BOB = idOf<MemberId>('bob');
const refused = (reason: string) => ({ kind: 'refused', reason });

/** Alice, of some role, wants something; Bob, of another, is whom it is about. */
function standingOf(parts: Partial<GovernStanding> = {}): GovernStanding {
  const role = parts.role === undefined ? 'host' : parts.role;
  const host = role === 'host' ? ALICE : null;
  return { by: ALICE, role, otherRole: 'viewer', host, rules: DEFAULT_RULES, knocks: [], ...parts };
}

const decide = (wish: Govern, parts: Partial<GovernStanding> = {}) => decideGovern(standingOf(parts), wish);

const ABOUT_BOB: readonly Govern[] = [
  { kind: 'set-role', member: BOB, role: 'co-host' },
  { kind: 'set-role', member: BOB, role: 'spectator' },
  { kind: 'hand-over', member: BOB },
  { kind: 'kick', member: BOB },
];
const ABOUT_RULES: readonly Govern[] = [
  { kind: 'set-grant', channel: 'playback', least: 'host' },
  { kind: 'set-lock', isLocked: true },
  { kind: 'set-approval', approvesJoiners: true },
];

describe('who may', () => {
  test.each([...ABOUT_BOB, ...ABOUT_RULES])('[AD18] nobody below a co-host: %j', (wish) => {
    const answers = (['viewer', 'spectator'] as const).map((role) => decide(wish, { role }));
    expect(answers).toEqual([refused('not-allowed'), refused('not-allowed')]);
    expect(decide(wish, { role: null })).toEqual(refused('not-joined'));
    expect(decide(wish)).toMatchObject({ kind: 'changed' });
  });

  test('[AD18] a co-host everything but what makes somebody their equal', () => {
    const answers = [...ABOUT_BOB, ...ABOUT_RULES].map((wish) => decide(wish, { role: 'co-host' }).kind);
    expect(answers).toEqual(['refused', 'changed', 'refused', 'changed', 'changed', 'changed', 'changed']);
  });

  test('[AD18] [SU3] who may say where the party goes on is for the host alone to set', () => {
    const wish: Govern = { kind: 'set-grant', channel: SUCCESSION_CHANNEL, least: 'co-host' };
    expect(decide(wish, { role: 'co-host' })).toEqual(refused('not-allowed'));
    expect(decide(wish).kind).toBe('changed');
  });

  test('[AD18] nobody touches a member who is not below them', () => {
    const pairs = ROLES.flatMap((role) => ROLES.map((otherRole): [Role, Role] => [role, otherRole]));
    for (const [role, otherRole] of pairs) {
      const { kind } = decide({ kind: 'kick', member: BOB }, { role, otherRole });
      const isAllowed = isAtLeast(role, 'co-host') && !isAtLeast(otherRole, role);
      expect(kind, `${role} ${otherRole}`).toBe(isAllowed ? 'changed' : 'refused');
    }
  });

  test.each(ABOUT_BOB)('[AD18] nothing is done to who is not in: %j', (wish) => {
    expect(decide(wish, { otherRole: null })).toEqual(refused('no-such-member'));
  });
});

describe('what becomes of it', () => {
  const factOf = (wish: Govern, rules: PartyRules = DEFAULT_RULES) => {
    const decision = decide(wish, { rules });
    return decision.kind === 'changed' ? decision.fact : decision.kind;
  };
  const unchanged = {
    kind: 'rules-changed',
    by: ALICE,
    rules: DEFAULT_RULES,
    host: ALICE,
    roles: [],
    kicked: [],
  };

  test('[AD18] one fact with what is in force after it', () => {
    expect(factOf({ kind: 'set-role', member: BOB, role: 'co-host' })).toEqual({
      ...unchanged,
      roles: [{ id: BOB, role: 'co-host' }],
    });
    expect(factOf({ kind: 'hand-over', member: BOB })).toEqual({ ...unchanged, host: BOB });
    const rules = { isLocked: true, approvesJoiners: false, grants: {} };
    expect(factOf({ kind: 'set-lock', isLocked: true })).toEqual({ ...unchanged, rules });
    expect(factOf({ kind: 'kick', member: BOB })).toEqual({ ...unchanged, rules, kicked: [BOB] });
  });

  test('[AD18] what is so already changes nothing', () => {
    expect(factOf({ kind: 'set-role', member: BOB, role: 'viewer' })).toBe('unchanged');
    expect(factOf({ kind: 'set-lock', isLocked: false })).toBe('unchanged');
    expect(factOf({ kind: 'set-grant', channel: 'chat', least: null })).toBe('unchanged');
    const rules = { isLocked: false, approvesJoiners: false, grants: { chat: 'host' as const } };
    expect(factOf({ kind: 'set-grant', channel: 'chat', least: 'host' }, rules)).toBe('unchanged');
    expect(decide({ kind: 'hand-over', member: ALICE }, { otherRole: 'host' }).kind).toBe('unchanged');
  });

  test('[AD17] a grant is set, changed and taken back', () => {
    const grantsAfter = (wish: Govern, rules?: PartyRules) => {
      const fact = factOf(wish, rules);
      return typeof fact === 'string' ? fact : fact.rules.grants;
    };
    const chat = (least: Role | null): Govern => ({ kind: 'set-grant', channel: 'chat', least });
    const rules = { isLocked: false, approvesJoiners: false, grants: { chat: 'host' as const } };
    expect(grantsAfter(chat('viewer'))).toEqual({ chat: 'viewer' });
    expect(grantsAfter(chat('viewer'), rules)).toEqual({ chat: 'viewer' });
    expect(grantsAfter(chat(null), rules)).toEqual({});
    expect(grantsAfter({ kind: 'set-grant', channel: 'constructor', least: 'host' })).toEqual({
      constructor: 'host',
    });
  });

  test('[AD17] there are only so many channels with a grant', () => {
    const names = Array.from({ length: MAX_GRANTS }, (_, index) => `channel-${index}`);
    const rules = {
      isLocked: false,
      approvesJoiners: false,
      grants: Object.fromEntries(names.map((name) => [name, 'host' as const])),
    };
    const setGrant = (channel: string): Govern => ({ kind: 'set-grant', channel, least: 'viewer' });
    expect(decide(setGrant('one-more'), { rules })).toEqual(refused('too-large'));
    expect(decide(setGrant('channel-3'), { rules }).kind).toBe('changed');
  });
});
