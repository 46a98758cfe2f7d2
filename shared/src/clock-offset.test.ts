import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addSample,
  beginConnection,
  type ClockEstimate,
  type ClockState,
  offsetAt,
  sampleFromProbe,
  UNKNOWN_CLOCK,
  uncertaintyAt,
} from './clock-offset.ts';
import type { ClockSample } from './clock-rate.ts';
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

function believed({ estimate }: ClockState): ClockEstimate {
  if (estimate === null) throw new Error('nothing is believed yet');
  return estimate;
}

describe('several probes', () => {
  test('[CO2] nothing is believed before the first', () => {
    expect(UNKNOWN_CLOCK.estimate).toBeNull();
    const first = believed(addSample(UNKNOWN_CLOCK, sampleOf(7, 30)));
    expect(first).toMatchObject({ offset: 7, rttMs: 30 });
    expect(first.uncertaintyMs).toBeCloseTo(16, 1);
  });

  test('[CO2] a slow probe changes nothing that a quick one has said', () => {
    const { offset, rttMs } = believed(
      addAll(UNKNOWN_CLOCK, [sampleOf(4, 80), sampleOf(1, 10), sampleOf(-6, 60)]),
    );
    expect(offset).toBeCloseTo(1, 2);
    expect(rttMs).toBe(10);
  });

  test('[CO2] the fastest way there and the fastest way back may come from two probes', () => {
    const there = probe({ offsetMs: 300, upMs: 60, workMs: 0, downMs: 170, sentAt: 0 });
    const back = probe({ offsetMs: 300, upMs: 180, workMs: 0, downMs: 60, sentAt: 500 });
    const { offset, uncertaintyMs } = believed(addAll(UNKNOWN_CLOCK, [there, back]));
    expect(offset).toBeCloseTo(300, 0);
    expect(uncertaintyMs).toBeCloseTo(61, 0);
  });

  test('[CO2] an old sample loses worth with its age, as its clock may have run off', () => {
    const minute = 60_000;
    const late = believed(addAll(UNKNOWN_CLOCK, [sampleOf(0, 10), sampleOf(2, 60, 10 * minute)]));
    expect(late.offset).toBeCloseTo(2, 0);
    const soon = believed(addAll(UNKNOWN_CLOCK, [sampleOf(0, 10), sampleOf(2, 60, minute / 6)]));
    expect(soon.offset).toBeCloseTo(0, 0);
  });

  test('[CO2] [CO5] the true offset is within the uncertainty, whatever the paths, also between probes', () => {
    const trips = fc.array(fc.record({ upMs: delay, downMs: delay, gapMs: fc.nat({ max: 60_000 }) }), {
      minLength: 1,
      maxLength: 60,
    });
    const offsets = fc.integer({ min: -1e9, max: 1e9 });
    const rates = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(offsets, rates, trips, (offsetMs, ppm, drawn) => {
        const truth = (local: number) => offsetMs + (ppm * local) / 1_000_000;
        let local = 0;
        let state = UNKNOWN_CLOCK;
        for (const { upMs, downMs, gapMs } of drawn) {
          const received = local + upMs + truth(local + upMs);
          state = addSample(
            state,
            sampleFromProbe({
              sentAt: local as LocalMs,
              relayReceivedAt: received as RelayMs,
              relaySentAt: received as RelayMs,
              returnedAt: (local + upMs + downMs) as LocalMs,
            }),
          );
          const estimate = believed(state);
          local += upMs + downMs;
          for (const later of [0, gapMs / 2, gapMs]) {
            const at = (local + later) as LocalMs;
            const error = Math.abs(offsetAt(estimate, at) - truth(at));
            expect(error).toBeLessThanOrEqual(uncertaintyAt(estimate, at) + 1e-6);
          }
          local += gapMs;
        }
        expect(state.suspects).toEqual([]);
      }),
    );
  });

  test('[CO2] on a lopsided path it is wrong by half the difference, and says so', () => {
    const state = addAll(
      UNKNOWN_CLOCK,
      Array.from({ length: 8 }, (_, index) =>
        probe({ offsetMs: 900, upMs: 20, workMs: 0, downMs: 180, sentAt: index * 200 }),
      ),
    );
    const { offset, uncertaintyMs } = believed(state);
    expect(offset - 900).toBeCloseTo(-80, 0);
    expect(uncertaintyMs).toBeCloseTo(101, 0);
  });

  test('[CO5] a clock that runs off is followed between probes', () => {
    const probes = Array.from({ length: 40 }, (_, index) => sampleOf(0.2 * 12 * index, 10, index * 12_000));
    const estimate = believed(addAll(UNKNOWN_CLOCK, probes));
    const minuteLater = (39 * 12_000 + 60_000) as LocalMs;
    expect(offsetAt(estimate, minuteLater)).toBeCloseTo(0.2 * (39 * 12 + 60), 0);
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
    expect(Math.abs(believed(state).offset)).toBeLessThan(3);
  });
});

test('[CO4] a clock that stood still is found out by three probes, one that did not keeps all it had', () => {
  const before = addAll(UNKNOWN_CLOCK, [sampleOf(0, 4), sampleOf(0, 4)]);
  const woken = addAll(before, [sampleOf(90_000, 20), sampleOf(90_000, 20), sampleOf(90_000, 20)]);
  expect(believed(woken).offset).toBeCloseTo(90_000, 0);
  const undisturbed = addAll(before, [sampleOf(6, 20), sampleOf(-5, 20), sampleOf(4, 20)]);
  expect(believed(undisturbed)).toMatchObject({ offset: 0, rttMs: 4 });
});

describe('a new connection', () => {
  const jittery = (count: number, offset: number, from: number) =>
    Array.from({ length: count }, (_, index) =>
      sampleOf(offset + ((index * 7) % 5), 240 + ((index * 13) % 20), from + index),
    );
  const before = addAll(UNKNOWN_CLOCK, [...jittery(20, 0, 0), sampleOf(0, 200, 30)]);

  test('[CO3] to another node’s clock starts anew, also when it differs by less than a probe can tell', () => {
    const moved = addAll(beginConnection(before), jittery(8, 90, 1_000));
    expect(believed(moved).offset).toBeGreaterThan(80);
    expect(moved.samples).toHaveLength(8);
  });

  test('[CO3] to the same clock keeps what was known', () => {
    const back = addAll(beginConnection(before), jittery(8, 0, 1_000));
    expect(believed(back).rttMs).toBe(200);
    expect(back.samples).toHaveLength(29);
  });

  test('[CO3] until it has told, nothing that was known is lost', () => {
    const soon = addAll(beginConnection(before), jittery(3, 0, 1_000));
    expect(believed(soon).uncertaintyMs).toBeLessThan(105);
    expect(beginConnection(soon).earlier).toHaveLength(24);
  });
});
