import { expect, test } from 'vitest';
import { type FeatureNews, foldFeature, MAX_LOG_CHARS, startFeatures } from './feature-log.ts';
import type { EventId, MemberId } from './ids.ts';
import type { Lamport } from './lamport.ts';
import type { ActId } from './playback.ts';
import { MAX_RETAINED_PER_LOG } from './protocol/limits.ts';
import type { OpenedEvent } from './replica.ts';
import { SUCCESSION_CHANNEL } from './succession.ts';
import type { RelayMs } from './time.ts';

const bob = 'bob' as MemberId;

function news(count: number, more: Partial<FeatureNews> = {}): FeatureNews {
  return {
    feature: 'chat',
    isKept: true,
    lamport: count as Lamport,
    at: (1_000 * count) as RelayMs,
    by: bob,
    id: `say-${count}` as ActId,
    act: { text: `${count}` },
    ...more,
  };
}

const idsOf = (logs: ReturnType<typeof startFeatures>, feature = 'chat') =>
  (logs[feature] ?? []).map(({ id }) => id);

test('[FE2] what was sent again after its answer was lost counts once; the same id of another member is another act', () => {
  const once = foldFeature({}, news(1));
  expect(foldFeature(once, news(2, { id: 'say-1' as ActId }))).toBe(once);
  expect(idsOf(foldFeature(once, news(2, { id: 'say-1' as ActId, by: 'carol' as MemberId })))).toHaveLength(
    2,
  );
});

test('[FE3] of each feature the newest are kept, and what is of the moment is not', () => {
  const many = Array.from({ length: MAX_RETAINED_PER_LOG + 2 }, (_, index) => news(index + 1));
  const logs = [...many, news(900, { feature: 'queue' }), news(901, { isKept: false })].reduce(
    foldFeature,
    {},
  );
  expect(logs.chat).toHaveLength(MAX_RETAINED_PER_LOG);
  expect(idsOf(logs)[0]).toBe('say-3');
  expect(idsOf(logs, 'queue')).toEqual(['say-900']);
});

test('[FE3] [FE5] of very large acts fewer are kept, and always the newest', () => {
  const large = Array.from({ length: 100 }, (_, index) => news(index + 1, { act: 'x'.repeat(5_000) }));
  const kept = large.reduce(foldFeature, {}).chat ?? [];
  expect(JSON.stringify(kept.map(({ act }) => act)).length).toBeLessThanOrEqual(MAX_LOG_CHARS);
  expect(kept.length).toBeGreaterThan(50);
  expect(kept.at(-1)?.id).toBe('say-100');
});

test('[FE3] [FE10] [SU2] however many channels somebody invents, few are kept, and none in place of those that are known', () => {
  const invented = Array.from({ length: 100 }, (_, index) =>
    news(index + 1, { feature: `made-up-${index}` }),
  );
  let logs = invented.reduce(foldFeature, {});
  expect(Object.keys(logs)).toHaveLength(5);
  for (const feature of ['chat', 'queue', SUCCESSION_CHANNEL]) {
    logs = foldFeature(logs, news(101, { feature }));
    expect(idsOf(logs, feature)).toEqual(['say-101']);
  }
  expect(Object.keys(logs)).toHaveLength(8);
});

test('[SE3] a late joiner takes nothing that a relay shows twice', () => {
  const event = (lamport: number, seq: number, id: string): OpenedEvent => ({
    from: 'member',
    ref: { lamport: lamport as Lamport, id: `event-${lamport}` as EventId },
    prev: null,
    at: lamport as RelayMs,
    by: bob,
    seq,
    basis: 0 as Lamport,
    meaning: { channel: 'feature', feature: 'chat', id: id as ActId, act: {}, isKept: true },
  });
  expect(idsOf(startFeatures([event(1, 1, 'a'), event(2, 2, 'b'), event(3, 1, 'c')]))).toEqual(['a', 'b']);
});
