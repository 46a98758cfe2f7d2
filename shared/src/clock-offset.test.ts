import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addSample,
  type ClockSample,
  type ClockState,
  forgetSamples,
  sampleFromProbe,
  UNKNOWN_CLOCK,
} from './clock-offset.ts';
import type { LocalMs, OffsetMs, RelayMs } from './time.ts';

interface Path {
  readonly offsetMs: number;
  readonly upMs: number;
  readonly workMs: number;
  readonly downMs: number;
  readonly sentAt: number;
}

function probe({ offsetMs, upMs, workMs, downMs, sentAt }: Path): ClockSample {
  const relayReceivedAt = sentAt + upMs + offsetMs;
  return sampleFromProbe({
    sentAt: sentAt as LocalMs,
    relayReceivedAt: relayReceivedAt as RelayMs,
    relaySentAt: (relayReceivedAt + workMs) as RelayMs,
    returnedAt: (sentAt + upMs + workMs + downMs) as LocalMs,
  });
}

function sampleOf(offset: number, rttMs: number, takenAt = 0): ClockSample {
  return { offset: offset as OffsetMs, rttMs, takenAt: takenAt as LocalMs };
}

function addAll(state: ClockState, samples: readonly ClockSample[]): ClockState {
  return samples.reduce(addSample, state);
}

const delay = fc.integer({ min: 0, max: 2_000 });
const path = fc.record({
  offsetMs: fc.integer({ min: -1e12, max: 1e12 }),
  upMs: delay,
  workMs: delay,
  downMs: delay,
  sentAt: fc.nat({ max: 1e9 }),
});

describe('one probe', () => {
  test('[CO1] on an even path measures the offset exactly, and leaves the relay’s own work out', () => {
    const sample = probe({ offsetMs: 5_000, upMs: 20, workMs: 300, downMs: 20, sentAt: 100 });
    expect(sample).toEqual({ offset: 5_000, rttMs: 40, takenAt: 440 });
  });

  test('[CO1] on any path is wrong by half its round trip at most', () => {
    fc.assert(
      fc.property(path, (drawn) => {
        const { offset, rttMs } = probe(drawn);
        expect(rttMs).toBeCloseTo(drawn.upMs + drawn.downMs, 3);
        expect(Math.abs(offset - drawn.offsetMs)).toBeLessThanOrEqual(rttMs / 2 + 1e-3);
      }),
    );
  });

  test('[CO1] a relay that says it took longer than the whole trip gives no negative round trip', () => {
    const sample = sampleFromProbe({
      sentAt: 0 as LocalMs,
      relayReceivedAt: 0 as RelayMs,
      relaySentAt: 500 as RelayMs,
      returnedAt: 100 as LocalMs,
    });
    expect(sample.rttMs).toBe(0);
  });
});

describe('several probes', () => {
  test('[CO2] nothing is believed before the first', () => {
    expect(UNKNOWN_CLOCK.estimate).toBeNull();
    expect(addSample(UNKNOWN_CLOCK, sampleOf(7, 30)).estimate).toEqual({
      offset: 7,
      uncertaintyMs: 15,
      rttMs: 30,
    });
  });

  test('[CO2] the least round trip is trusted, not the newest', () => {
    const { estimate } = addAll(UNKNOWN_CLOCK, [sampleOf(4, 80), sampleOf(1, 10), sampleOf(-6, 60)]);
    expect(estimate).toMatchObject({ offset: 1, rttMs: 10 });
  });

  test('[CO2] an old sample loses worth with its age: 50 ppm', () => {
    const minute = 60_000;
    const state = addAll(UNKNOWN_CLOCK, [sampleOf(0, 10), sampleOf(2, 12, 10 * minute)]);
    expect(state.estimate).toEqual({ offset: 2, uncertaintyMs: 6, rttMs: 12 });
    const sooner = addAll(UNKNOWN_CLOCK, [sampleOf(0, 10), sampleOf(2, 12, minute / 6)]);
    expect(sooner.estimate).toEqual({ offset: 0, uncertaintyMs: 5.5, rttMs: 10 });
  });

  test('[CO2] the true offset is within the uncertainty, on whatever paths', () => {
    const trips = fc.array(fc.record({ upMs: delay, downMs: delay, gapMs: delay }), { minLength: 1 });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), trips, (offsetMs, drawn) => {
        let sentAt = 0;
        let state = UNKNOWN_CLOCK;
        for (const { upMs, downMs, gapMs } of drawn) {
          state = addSample(state, probe({ offsetMs, upMs, workMs: 0, downMs, sentAt }));
          sentAt += upMs + downMs + gapMs;
        }
        const { estimate } = state;
        expect(Math.abs((estimate?.offset ?? 1e12) - offsetMs)).toBeLessThanOrEqual(
          (estimate?.uncertaintyMs ?? 0) + 1e-3,
        );
        expect(state.suspects).toEqual([]);
      }),
    );
  });

  test('[CO2] no more than sixty samples are kept', () => {
    const samples = Array.from({ length: 100 }, (_, index) => sampleOf(0, 10, index));
    expect(addAll(UNKNOWN_CLOCK, samples).samples).toHaveLength(60);
  });
});

describe('a step', () => {
  const steady = addAll(UNKNOWN_CLOCK, [sampleOf(0, 10), sampleOf(0, 10)]);

  test('[CO3] is believed when three samples in a row agree on it', () => {
    const twice = addAll(steady, [sampleOf(500, 10), sampleOf(502, 10)]);
    expect(twice.estimate?.offset).toBe(0);
    const thrice = addSample(twice, sampleOf(501, 8));
    expect(thrice.estimate?.offset).toBe(501);
    expect(thrice.samples).toHaveLength(3);
  });

  test('[CO3] is forgotten when a sample confirms what was believed', () => {
    const state = addAll(steady, [sampleOf(500, 10), sampleOf(500, 10), sampleOf(0, 10), sampleOf(500, 10)]);
    expect(state.estimate?.offset).toBe(0);
    expect(state.suspects).toHaveLength(1);
  });

  test('[CO3] three that contradict each other too change nothing', () => {
    const state = addAll(steady, [sampleOf(500, 10), sampleOf(900, 10), sampleOf(-700, 10)]);
    expect(state.estimate?.offset).toBe(0);
    expect(state.suspects).toHaveLength(1);
  });

  test('[CO3] a slow answer, however far off, contradicts nothing it cannot exclude', () => {
    const state = addSample(steady, sampleOf(900, 1_800));
    expect(state.suspects).toEqual([]);
    expect(state.estimate?.offset).toBe(0);
  });
});

test('[CO4] after a suspend no earlier sample counts; the old estimate serves until a new one is there', () => {
  const before = addAll(UNKNOWN_CLOCK, [sampleOf(0, 4), sampleOf(0, 4)]);
  const woken: ClockState = { ...before, samples: [] };
  expect(woken.estimate?.offset).toBe(0);
  expect(addSample(woken, sampleOf(3, 20)).estimate).toMatchObject({ offset: 3, rttMs: 20 });
  const stepped = addAll(woken, [sampleOf(90_000, 20), sampleOf(90_001, 20), sampleOf(90_000, 20)]);
  expect(stepped.estimate?.offset).toBe(90_000);
  const measured = addSample(UNKNOWN_CLOCK, { offset: 7 as OffsetMs, rttMs: 4, takenAt: 1 as LocalMs });
  expect(forgetSamples(measured)).toEqual({ estimate: measured.estimate, samples: [], suspects: [] });
});
