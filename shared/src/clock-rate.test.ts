import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClockSample, estimateRate, UNKNOWN_RATE } from './clock-rate.ts';
import type { LocalMs, OffsetMs } from './time.ts';

const MINUTE_MS = 60_000;

function sampleOf(offset: number, rttMs: number, takenAt: number): ClockSample {
  return { offset: offset as OffsetMs, rttMs, takenAt: takenAt as LocalMs };
}

/** One probe each 12 s of a clock that runs off by `ppm`; `trips`: milliseconds up and down. */
function probesOf(ppm: number, trips: readonly { readonly upMs: number; readonly downMs: number }[]) {
  return trips.map(({ upMs, downMs }, index) => {
    const takenAt = index * 12_000;
    const offset = 5_000 + (ppm * takenAt) / 1_000_000 + (upMs - downMs) / 2;
    return sampleOf(offset, upMs + downMs, takenAt);
  });
}

const trip = fc.record({ upMs: fc.integer({ min: 0, max: 400 }), downMs: fc.integer({ min: 0, max: 400 }) });
const even = (count: number) => Array.from({ length: count }, () => ({ upMs: 10, downMs: 10 }));

describe('the rate error', () => {
  test('[CO5] is unknown, within what ordinary clocks do, before there is anything to compare', () => {
    expect(estimateRate([])).toEqual(UNKNOWN_RATE);
    expect(estimateRate([sampleOf(0, 30, 0)])).toEqual(UNKNOWN_RATE);
  });

  test('[CO5] is learned from minutes of quick probes, also beyond the ordinary', () => {
    for (const ppm of [-300, -60, 80, 450]) {
      expect(estimateRate(probesOf(ppm, even(50))).ppm).toBeCloseTo(ppm, 1);
    }
  });

  test('[CO5] is never more than 500 ppm', () => {
    expect(estimateRate(probesOf(2_000, even(50)))).toEqual(UNKNOWN_RATE);
    expect(Math.abs(estimateRate(probesOf(504, even(50))).ppm)).toBeLessThanOrEqual(500);
  });

  test('[CO5] is hardly read out of the noise of a network', () => {
    const noisy = Array.from({ length: 60 }, (_, index) => ({
      upMs: 60 + ((index * 37) % 120),
      downMs: 60 + ((index * 53) % 120),
    }));
    expect(Math.abs(estimateRate(probesOf(0, noisy)).ppm)).toBeLessThan(10);
    expect(estimateRate(probesOf(90, noisy)).ppm).toBeGreaterThan(60);
  });

  test('[CO5] a few probes that met a full queue do not bend it', () => {
    const queued = even(50).map((quick, index) => (index % 6 === 5 ? { ...quick, downMs: 900 } : quick));
    expect(estimateRate(probesOf(80, queued)).ppm).toBeCloseTo(80, 1);
  });

  test('[CO5] lies where it says, whatever the paths were', () => {
    const rates = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(rates, fc.array(trip, { maxLength: 60 }), (truth, trips) => {
        const { ppm, uncertaintyPpm } = estimateRate(probesOf(truth, trips));
        expect(Math.abs(truth - ppm)).toBeLessThanOrEqual(uncertaintyPpm + 1e-6);
      }),
    );
  });

  test('[CO5] is what any clock may be when one has stepped among the samples', () => {
    const before = probesOf(0, even(3));
    const after = before.map(({ takenAt }) => sampleOf(90_000, 20, takenAt + MINUTE_MS));
    expect(estimateRate([...before, ...after])).toEqual(UNKNOWN_RATE);
  });
});
