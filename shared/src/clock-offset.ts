// How far the relay's clock is ahead of ours, from four timestamps a probe. Knows no sockets and no timers.
//   offset = ((t1 − t0) + (t2 − t3)) / 2        rtt = (t3 − t0) − (t2 − t1)      (RFC 5905, section 8)
// The true offset lies within ± rtt/2 of the measured one, whatever the asymmetry of the path.
import type { LocalMs, OffsetMs, RelayMs } from './time.ts';

/** t0 sent (local), t1 received (relay), t2 answered (relay), t3 back (local). */
export interface ProbeTimestamps {
  readonly sentAt: LocalMs;
  readonly relayReceivedAt: RelayMs;
  readonly relaySentAt: RelayMs;
  readonly returnedAt: LocalMs;
}

export interface ClockSample {
  readonly offset: OffsetMs;
  readonly rttMs: number;
  readonly takenAt: LocalMs;
}

/** What is believed of the relay's clock; `estimate` is null until the first probe has come back. */
export interface ClockState {
  readonly estimate: ClockEstimate | null;
  readonly samples: readonly ClockSample[];
  /** Samples that contradict the estimate and wait for confirmation. */
  readonly suspects: readonly ClockSample[];
}

export interface ClockEstimate {
  readonly offset: OffsetMs;
  readonly uncertaintyMs: number;
  readonly rttMs: number;
}

export const UNKNOWN_CLOCK: ClockState = { estimate: null, samples: [], suspects: [] };

/** Enough for ten minutes at one probe each 10 s; more would only keep stale ones. */
const MAX_SAMPLES = 60;
/** Ordinary quartz is within 50 ppm; an old sample loses that much of its worth per second. */
const ASSUMED_RATE_ERROR_PPM = 50;
/** A step is believed when this many samples in a row say the same. */
const STEP_CONFIRMATIONS = 3;
/** Scheduling noise of two busy event loops, added to the interval arithmetic, in ms. */
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

/** Folds one sample in. A sample that contradicts the estimate changes nothing until it is confirmed. */
export function addSample(state: ClockState, sample: ClockSample): ClockState {
  if (state.estimate !== null && contradicts(state.estimate, sample)) {
    const agreeing = state.suspects.filter((suspect) => agree(suspect, sample));
    const suspects = [...agreeing, sample];
    if (suspects.length < STEP_CONFIRMATIONS) return { ...state, suspects };
    return { estimate: pickEstimate(suspects, sample.takenAt), samples: suspects, suspects: [] };
  }
  const samples = [...state.samples, sample].slice(-MAX_SAMPLES);
  return { estimate: pickEstimate(samples, sample.takenAt), samples, suspects: [] };
}

/**
 * After a suspend the monotonic clock may have stood still: nothing measured before it counts. The estimate
 * serves until new samples replace it, as an old one is better than none.
 */
export function forgetSamples(state: ClockState): ClockState {
  return { estimate: state.estimate, samples: [], suspects: [] };
}

function contradicts(estimate: ClockEstimate, sample: ClockSample): boolean {
  const distance = Math.abs(sample.offset - estimate.offset);
  return distance > estimate.uncertaintyMs + sample.rttMs / 2 + SLACK_MS;
}

function agree(a: ClockSample, b: ClockSample): boolean {
  return Math.abs(a.offset - b.offset) <= (a.rttMs + b.rttMs) / 2 + SLACK_MS;
}

/** The sample with the least uncertainty, its age counted (timing-provider: trust the least round trip). */
function pickEstimate(samples: readonly ClockSample[], now: LocalMs): ClockEstimate | null {
  let best: ClockEstimate | null = null;
  for (const sample of samples) {
    const ageUncertaintyMs = ((now - sample.takenAt) * ASSUMED_RATE_ERROR_PPM) / 1_000_000;
    const uncertaintyMs = sample.rttMs / 2 + ageUncertaintyMs;
    if (best === null || uncertaintyMs < best.uncertaintyMs) {
      best = { offset: sample.offset, uncertaintyMs, rttMs: sample.rttMs };
    }
  }
  return best;
}
