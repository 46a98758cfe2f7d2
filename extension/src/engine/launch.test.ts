import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import { expect, it } from 'vitest';
import { FRESH_MEMORY, type Launch } from './correction-memory.ts';
import { learnCost } from './launch.ts';

const AT = 10_000 as LocalMs;

/** The playhead stood for `costS` after its launch to 100 s, and moves at `rate` since. */
function learn(kind: Launch['kind'], costS: number, rate = 1) {
  const launch: Launch = { kind, position: 100 as MediaSeconds, at: AT };
  const position = (100 + rate * (0.5 - costS)) as MediaSeconds;
  const sample = { position, at: (AT + 500) as LocalMs, rate, isMeasured: true };
  return learnCost({ ...FRESH_MEMORY, launch }, sample);
}

it('[CR7] what a seek costs is learned from where the playhead is soon after, at any rate', () => {
  expect(learn('seek', 0.3).seekCostS).toBeCloseTo(0.1 + 0.4 * 0.2, 6);
  expect(learn('seek', 0.3, 1.25).seekCostS).toBeCloseTo(0.1 + 0.4 * 0.2, 6);
  expect(learn('seek', 0.3)).toMatchObject({ startCostS: FRESH_MEMORY.startCostS, launch: null });
});

it('[CR7] what a start costs is learned apart from it', () => {
  expect(learn('start', 0.1).startCostS).toBeCloseTo(0.06 + 0.4 * 0.04, 6);
  expect(learn('start', 0.1).seekCostS).toBe(FRESH_MEMORY.seekCostS);
});

it('[CR7] what leaving the rate 1 costs is learned apart from both', () => {
  const { stretchCostS, startCostS } = learn('stretch', 0.04, 1.25);
  expect(stretchCostS).toBeCloseTo(0.02 + 0.4 * 0.02, 6);
  expect(startCostS).toBe(FRESH_MEMORY.startCostS);
});

it('[CR7] what coming back to it gains is learned too', () => {
  const { unstretchCostS, stretchCostS } = learn('unstretch', -0.04);
  expect(unstretchCostS).toBeCloseTo(-0.02 - 0.4 * 0.02, 6);
  expect(stretchCostS).toBe(FRESH_MEMORY.stretchCostS);
});

it('[CR7] a stall is no cost, and nothing costs less than nothing', () => {
  expect(learn('seek', 3)).toMatchObject({ seekCostS: FRESH_MEMORY.seekCostS, launch: null });
  expect(learn('start', -0.5).startCostS).toBe(0);
});

it('[CR7] without a launch nothing is learned', () => {
  const sample = { position: 1 as MediaSeconds, at: AT, rate: 1, isMeasured: true };
  expect(learnCost(FRESH_MEMORY, sample)).toBe(FRESH_MEMORY);
});
