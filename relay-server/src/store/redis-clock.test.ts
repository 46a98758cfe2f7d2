import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RedisClient } from './redis-client.ts';
import { createRedisClock, type RedisClock } from './redis-clock.ts';

const EPOCH_MS = 1_700_000_000_000;
const HOUR_MS = 3_600_000;

let redisAheadMs: number;
let setBacks: number[];
let clock: RedisClock;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  redisAheadMs = HOUR_MS;
  setBacks = [];
  const client = {
    async time() {
      const ms = EPOCH_MS + performance.now() + redisAheadMs;
      return [String(Math.floor(ms / 1_000)), String(Math.round((ms % 1_000) * 1_000))];
    },
  };
  clock = await createRedisClock(client as unknown as RedisClient, (byMs) => setBacks.push(byMs));
});
afterEach(() => {
  clock.close();
  vi.useRealTimers();
});

test('[ND9] when the clock of Redis is set back the node says so, follows it, and does not stand still', async () => {
  redisAheadMs = 0;
  for (let seconds = 0; seconds < 60; seconds += 1) {
    clock.now();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  const at = clock.now();
  expect(at).toBeCloseTo(EPOCH_MS + performance.now(), -1);
  expect(setBacks).toEqual([expect.closeTo(HOUR_MS, -4)]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(clock.now() - at).toBeCloseTo(600_000, -1);
  expect(setBacks).toHaveLength(1);
});

test('[LT5] what the node only finds out about the clock of Redis never takes its time back', async () => {
  let latest = clock.now();
  for (const aheadMs of [HOUR_MS - 40, HOUR_MS + 30, HOUR_MS - 900]) {
    redisAheadMs = aheadMs;
    for (let seconds = 0; seconds < 30; seconds += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      expect(clock.now()).toBeGreaterThanOrEqual(latest);
      latest = clock.now();
    }
  }
  expect(setBacks).toEqual([]);
});
