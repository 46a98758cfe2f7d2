// How much faster the relay's clock runs than ours, from the probes of the last minutes. Two answers: what it can be
// at most and at least, which is certain, and what it most likely is, which is only taken when it tells.
import type { LocalMs, OffsetMs } from './time.ts';

/** One probe: the true offset was within `offset ± rttMs / 2`, at some instant of the `rttMs` before `takenAt`. */
export interface ClockSample {
  readonly offset: OffsetMs;
  readonly rttMs: number;
  readonly takenAt: LocalMs;
}

/** Positive: the relay's clock is the faster one, so the offset grows. */
export interface ClockRate {
  readonly ppm: number;
  /** The true one is within `ppm ± uncertaintyPpm`. */
  readonly uncertaintyPpm: number;
}

/** Two ordinary quartzes, 50 ppm each, with nobody disciplining either. */
const ORDINARY_PPM = 100;
/** Nothing is believed beyond this: no kernel lets its clock run further off (RFC 5905, MAXFREQ). */
const MAX_PPM = 500;
/** Firefox tells the time in whole milliseconds. */
export const READING_MS = 1;
/** A line through less than this tells of the network, not of a clock. */
const MIN_SPAN_MS = 180_000;
const MIN_POINTS = 8;

export const UNKNOWN_RATE: ClockRate = { ppm: 0, uncertaintyPpm: ORDINARY_PPM };

export function estimateRate(samples: readonly ClockSample[]): ClockRate {
  const possible = possibleRates(samples);
  if (possible === null) return UNKNOWN_RATE;
  const { low, high } = possible;
  const ppm = Math.min(high, Math.max(low, likelyRate(samples) ?? 0));
  return { ppm, uncertaintyPpm: Math.max(high - ppm, ppm - low) };
}

/**
 * Every line that passes through all intervals (Moon, Skelly and Towsley 1999, "Estimation and removal of clock
 * skew"): two samples bound the slope from both sides, and an ordinary clock bounds it before there are any. Null
 * if no line does, as a clock has stepped among them.
 */
function possibleRates(
  samples: readonly ClockSample[],
): { readonly low: number; readonly high: number } | null {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const [index, later] of samples.entries()) {
    for (const earlier of samples.slice(0, index)) {
      const spanMs = later.takenAt - earlier.takenAt - earlier.rttMs;
      if (spanMs <= 0) continue;
      const risePpm = (1_000_000 * (later.offset - earlier.offset)) / spanMs;
      const slackPpm = (1_000_000 * ((later.rttMs + earlier.rttMs) / 2 + 2 * READING_MS)) / spanMs;
      low = Math.max(low, risePpm - slackPpm);
      high = Math.min(high, risePpm + slackPpm);
    }
  }
  for (const limit of [ORDINARY_PPM, MAX_PPM]) {
    const bounded = { low: Math.max(low, -limit), high: Math.min(high, limit) };
    if (bounded.low <= bounded.high) return bounded;
  }
  return null;
}

/**
 * Theil and Sen's line (the median of all slopes, so a third of wild points does no harm) through the half of the
 * samples with the least round trips; believed as far as it says more than "no rate error" would, which is what a short
 * line through the noise of a network says. Null while there are few.
 */
function likelyRate(samples: readonly ClockSample[]): number | null {
  const quick = [...samples].sort((a, b) => a.rttMs - b.rttMs).slice(0, Math.ceil(samples.length / 2));
  const times = quick.map(({ takenAt }) => takenAt);
  const spanMs = Math.max(...times) - Math.min(...times);
  if (quick.length < MIN_POINTS || spanMs < MIN_SPAN_MS) return null;
  const slopes = quick.flatMap((a) =>
    quick
      .filter((b) => b.takenAt - a.takenAt > spanMs / 4)
      .map((b) => (b.offset - a.offset) / (b.takenAt - a.takenAt)),
  );
  const slope = median(slopes);
  const unexplainedByLine = spread(quick.map(({ offset, takenAt }) => offset - slope * takenAt));
  const unexplainedByConstant = spread(quick.map(({ offset }) => offset));
  if (unexplainedByConstant <= unexplainedByLine) return 0;
  return (1 - (unexplainedByLine / unexplainedByConstant) ** 2) * slope * 1_000_000;
}

/** The median distance from the median. */
function spread(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
