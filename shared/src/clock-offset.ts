// How far the relay's clock is ahead of ours, from four timestamps a probe. Knows no sockets and no timers.
//   offset = ((t1 − t0) + (t2 − t3)) / 2        rtt = (t3 − t0) − (t2 − t1)      (RFC 5905, section 8)
// The true offset lies within ± rtt/2 of the measured one, whatever the asymmetry of the path. So every probe is an
// interval, and what all of them leave is the estimate (Marzullo and Owicki 1983; RFC 5905, section 11.2.1): it is
// as good as the fastest way there and the fastest way back, though no single probe had both.
import { type ClockRate, type ClockSample, estimateRate, READING_MS } from './clock-rate.ts';
import type { LocalMs, OffsetMs, RelayMs } from './time.ts';

/** t0 sent (local), t1 received (relay), t2 answered (relay), t3 back (local). */
export interface ProbeTimestamps {
  readonly sentAt: LocalMs;
  readonly relayReceivedAt: RelayMs;
  readonly relaySentAt: RelayMs;
  readonly returnedAt: LocalMs;
}

/** What is believed of the relay's clock; `estimate` is null until the first probe has come back. */
export interface ClockState {
  readonly estimate: ClockEstimate | null;
  readonly samples: readonly ClockSample[];
  /** Samples of earlier connections, until those of this one tell whether it is the same clock. */
  readonly earlier: readonly ClockSample[];
  /** Samples that contradict the estimate and wait for confirmation. */
  readonly suspects: readonly ClockSample[];
}

/** True at `at`; `offsetAt` and `uncertaintyAt` carry it on. */
export interface ClockEstimate {
  readonly at: LocalMs;
  readonly offset: OffsetMs;
  readonly uncertaintyMs: number;
  readonly rate: ClockRate;
  /** The least round trip of the samples. */
  readonly rttMs: number;
}

export const UNKNOWN_CLOCK: ClockState = { estimate: null, samples: [], earlier: [], suspects: [] };

/** Twelve minutes at one probe each 12 s; more would only keep stale ones. */
const MAX_SAMPLES = 60;
/** A step is believed when this many samples in a row say the same. */
const STEP_CONFIRMATIONS = 3;
/** So many samples of a new connection tell whether it leads to the same clock. */
const SAME_CLOCK_SAMPLES = 6;
/** Two clocks that are read at once on a busy machine may say this much different things, ms. */
const SLACK_MS = 5;

export function sampleFromProbe(probe: ProbeTimestamps): ClockSample {
  const outbound = probe.relayReceivedAt - probe.sentAt;
  const inbound = probe.relaySentAt - probe.returnedAt;
  const rttMs = probe.returnedAt - probe.sentAt - (probe.relaySentAt - probe.relayReceivedAt);
  return {
    offset: ((outbound + inbound) / 2) as OffsetMs,
    rttMs: Math.max(0, rttMs),
    takenAt: probe.returnedAt,
  };
}

export function offsetAt({ offset, at, rate }: ClockEstimate, now: LocalMs): OffsetMs {
  return (offset + gainedMs(rate.ppm, now - at)) as OffsetMs;
}

/** The true offset is within `offsetAt ± uncertaintyAt`. */
export function uncertaintyAt({ uncertaintyMs, at, rate }: ClockEstimate, now: LocalMs): number {
  return uncertaintyMs + gainedMs(rate.uncertaintyPpm, Math.abs(now - at));
}

/**
 * Folds one sample in. A sample that contradicts the estimate changes nothing until it is confirmed: a relay that
 * took over may have another clock, and ours may have stood still while the machine slept.
 */
export function addSample(state: ClockState, sample: ClockSample): ClockState {
  if (state.estimate !== null && contradicts(state.estimate, sample)) {
    const agreeing = state.suspects.filter((suspect) => agree(suspect, sample));
    const suspects = [...agreeing, sample];
    if (suspects.length < STEP_CONFIRMATIONS) return { ...state, suspects };
    return { estimate: estimateFrom(suspects, sample), samples: suspects, earlier: [], suspects: [] };
  }
  const own = [...state.samples, sample];
  const { earlier } = state;
  if (own.length >= SAME_CLOCK_SAMPLES && earlier.length > 0) {
    const samples = isSameClock(earlier, own, sample) ? [...earlier, ...own].slice(-MAX_SAMPLES) : own;
    return { estimate: estimateFrom(samples, sample), samples, earlier: [], suspects: [] };
  }
  const samples = own.slice(-MAX_SAMPLES);
  return { estimate: estimateFrom([...earlier, ...samples], sample), samples, earlier, suspects: [] };
}

/**
 * A new connection may lead to another relay node, whose clock differs by less than one probe can tell: then the
 * intervals of both would leave a narrow wrong rest. Its burst decides; until then all count.
 */
export function beginConnection({ estimate, samples, earlier }: ClockState): ClockState {
  return { estimate, samples: [], earlier: [...earlier, ...samples].slice(-MAX_SAMPLES), suspects: [] };
}

/** Two clocks are one when they differ by no more than the network does from probe to probe. */
function isSameClock(
  earlier: readonly ClockSample[],
  own: readonly ClockSample[],
  newest: ClockSample,
): boolean {
  const before = estimateFrom(earlier, newest);
  const now = estimateFrom(own, newest);
  const trips = own.map(({ rttMs }) => rttMs).sort((a, b) => a - b);
  const jitterMs = (trips[Math.floor(trips.length / 2)] ?? 0) - (trips[0] ?? 0);
  return Math.abs(now.offset - before.offset) <= jitterMs + SLACK_MS;
}

function contradicts(estimate: ClockEstimate, { offset, rttMs, takenAt }: ClockSample): boolean {
  const distance = Math.abs(offset - offsetAt(estimate, takenAt));
  return distance > uncertaintyAt(estimate, takenAt) + rttMs / 2 + SLACK_MS;
}

function agree(a: ClockSample, b: ClockSample): boolean {
  return Math.abs(a.offset - b.offset) <= (a.rttMs + b.rttMs) / 2 + SLACK_MS;
}

/** What all intervals leave, each carried to now and grown by what the rate may have done since. */
function estimateFrom(samples: readonly ClockSample[], newest: ClockSample): ClockEstimate {
  const at = newest.takenAt;
  const rate = estimateRate(samples);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  // From the newest on: where an older one leaves nothing, it and all before it are of another time.
  for (const { offset, rttMs, takenAt } of [...samples].reverse()) {
    const middle = offset + gainedMs(rate.ppm, at - takenAt);
    const reach = rttMs / 2 + READING_MS + gainedMs(rate.uncertaintyPpm, at - takenAt + rttMs);
    if (middle - reach > high || middle + reach < low) break;
    low = Math.max(low, middle - reach);
    high = Math.min(high, middle + reach);
  }
  return {
    at,
    offset: ((low + high) / 2) as OffsetMs,
    uncertaintyMs: (high - low) / 2,
    rate,
    rttMs: Math.min(...samples.map(({ rttMs }) => rttMs)),
  };
}

function gainedMs(ppm: number, elapsedMs: number): number {
  return (ppm * elapsedMs) / 1_000_000;
}
