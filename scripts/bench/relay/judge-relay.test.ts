import { expect, it } from 'vitest';
import { judgeRelay, type RelayFigures } from './judge-relay.ts';
import type { ServerKind } from './server-kind.ts';

const steady = (kind: ServerKind, cpuPer1000Ms: number) => ({
  kind,
  memberCount: 1_000,
  figures: { deliveries: 1, cpuPer1000Ms, latencyP50Ms: cpuPer1000Ms, latencyP99Ms: 1, kbPerConnection: 20 },
});

const NOTHING: RelayFigures = { steady: [], bursts: [], manyParties: [], twoNodes: null };

it('judges a ratio by what was measured in the same run', () => {
  const figures = {
    ...NOTHING,
    steady: [steady('relay', 12), steady('plain-socket-io', 10), steady('bare-ws', 10)],
  };
  const verdicts = judgeRelay(figures);
  expect(verdicts.find(({ name }) => name.startsWith('CPU per delivery'))).toMatchObject({
    value: 1.2,
    isMet: false,
  });
  expect(verdicts.find(({ name }) => name.startsWith('p50'))).toMatchObject({ value: 1.2, isMet: true });
});

it('judges nothing that has no other side', () => {
  expect(judgeRelay(NOTHING)).toEqual([]);
  expect(judgeRelay({ ...NOTHING, steady: [steady('relay', 12)] }).map(({ name }) => name)).toEqual([
    'KB per connection at 1000',
  ]);
});

it('counts whoever a burst left out', () => {
  const burst = { seconds: 1, joinsPerSecond: 1_000, refused: 1, unreached: 2 };
  const figures = { ...NOTHING, bursts: [{ kind: 'relay' as const, memberCount: 5_000, figures: burst }] };
  expect(judgeRelay(figures)).toMatchObject([{ value: 3, limit: 0, isMet: false }]);
});
