import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { createRelayClock } from './relay-clock.ts';

test('[LT5] the clock starts at wall time and then only follows the monotonic one', () => {
  const source = { wall: 5_000, monotonic: 70 };
  const now = createRelayClock(
    { wallMs: () => source.wall, monotonicMs: () => source.monotonic },
    0 as RelayMs,
  );
  source.wall = 1_000;
  source.monotonic = 100;
  expect(now()).toBe(5_030);
});

test('[LT5] a wall clock that was set back does not take the party’s time back', () => {
  const now = createRelayClock({ wallMs: () => 5_000, monotonicMs: () => 0 }, 9_000 as RelayMs);
  expect(now()).toBe(9_000);
});
