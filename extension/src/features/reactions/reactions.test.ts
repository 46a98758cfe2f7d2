import { signal } from '@preact/signals';
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FeatureEvent, FeatureHost, FeatureParty } from '../feature.ts';
import { createReactions, MAX_SHOWN, REACTION_MS } from './reactions.ts';

function setup(rules = DEFAULT_RULES) {
  let hear: (event: FeatureEvent) => void = () => undefined;
  const said: unknown[] = [];
  const muted = signal<ReadonlySet<MemberId>>(new Set());
  const host = {
    party: signal({ role: 'viewer', rules } as FeatureParty),
    onNews: (listener: typeof hear) => {
      hear = listener;
    },
    muted,
    say: (act: unknown, lasting: string) => void said.push([act, lasting]),
  } as unknown as FeatureHost;
  let count = 0;
  return {
    said,
    muted,
    reactions: createReactions(host),
    hear(act: unknown) {
      count += 1;
      const [lamport, at] = [count as Lamport, count as RelayMs];
      hear({ lamport, at, by: 'bob' as MemberId, id: `act-${count}` as ActId, act });
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[RE1] a reaction is of the moment: over the film for three seconds, and never more than a dozen', () => {
  const { reactions, hear, said } = setup();
  reactions.react('🎉');
  expect(said).toEqual([[{ kind: 'react', emoji: '🎉' }, 'of-the-moment']]);
  hear({ kind: 'react', emoji: '🎉' });
  expect(reactions.shown.value).toEqual([{ key: 1, by: 'bob', emoji: '🎉' }]);
  vi.advanceTimersByTime(REACTION_MS);
  expect(reactions.shown.value).toEqual([]);
  for (let count = 0; count < MAX_SHOWN + 5; count += 1) hear({ kind: 'react', emoji: '🔥' });
  expect(reactions.shown.value).toHaveLength(MAX_SHOWN);
});

test('[CH8] who is muted is not seen here, either', () => {
  const { reactions, hear, muted } = setup();
  muted.value = new Set(['bob' as MemberId]);
  hear({ kind: 'react', emoji: '🎉' });
  expect(reactions.shown.value).toEqual([]);
});

test.each([
  null,
  { kind: 'react', emoji: '<b>' },
  { kind: 'react', emoji: '🎉'.repeat(50) },
  { kind: 'shout' },
])('[RE1] %j is no reaction', (act) => {
  const { reactions, hear } = setup();
  hear(act);
  expect(reactions.shown.value).toEqual([]);
});

test('[RE1] who may not react is not offered to', () => {
  expect(setup({ ...DEFAULT_RULES, grants: { reactions: 'co-host' } }).reactions.mayReact()).toBe(false);
  expect(setup().reactions.mayReact()).toBe(true);
});
