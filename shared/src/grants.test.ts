import { expect, test } from 'vitest';
import { leastRoleFor } from './grants.ts';
import { DEFAULT_RULES, isAtLeast, ROLES } from './protocol/rules.ts';
import { SUCCESSION_CHANNEL } from './succession.ts';

test('[AD17] unless set otherwise spectators write everything but playback and holds, and where the party goes on is the host’s', () => {
  const channels = ['playback', 'hold', 'party', 'chat', SUCCESSION_CHANNEL];
  expect(channels.map((channel) => leastRoleFor(DEFAULT_RULES, channel))).toEqual([
    'viewer',
    'viewer',
    'spectator',
    'spectator',
    'host',
  ]);
});

test('[AD17] what is set for a channel counts for that channel', () => {
  const rules = {
    isLocked: false,
    approvesJoiners: false,
    grants: { playback: 'host', chat: 'co-host' } as const,
  };
  expect(['playback', 'hold', 'chat'].map((channel) => leastRoleFor(rules, channel))).toEqual([
    'host',
    'viewer',
    'co-host',
  ]);
});

test('[AD17] a channel that is called like something every object has is one like any other', () => {
  expect(leastRoleFor(DEFAULT_RULES, 'constructor')).toBe('spectator');
});

test('[AD17] each role may do what the ones before it may', () => {
  const enough = ROLES.map((role) => ROLES.filter((least) => isAtLeast(role, least)).length);
  expect(enough).toEqual([1, 2, 3, 4]);
});
