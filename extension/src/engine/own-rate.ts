// How fast this element really runs against this machine's clock, learned while nothing disturbs it: sound devices
// are off by up to some tenths of a percent, and media follow them.
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { PlayheadSample } from './playhead.ts';
import { JUMP_S, OWN_RATE_NOISE, OWN_RATE_S, ROUGH_OWN_RATE_S, SAMPLE_TTL_MS } from './tuning.ts';

/** Undisturbed motion at one rate, as the sums of a least-squares line of what is beyond that rate over time. */
export interface Stretch {
  readonly startedAt: LocalMs;
  readonly lastAt: LocalMs;
  readonly rate: number;
  readonly origin: number;
  readonly count: number;
  readonly sumX: number;
  readonly sumY: number;
  readonly sumXX: number;
  readonly sumXY: number;
}

export function extendStretch(stretch: Stretch | null, sample: PlayheadSample): Stretch {
  const { position, at, rate } = sample;
  const isSame = stretch !== null && stretch.rate === rate && at - stretch.lastAt <= SAMPLE_TTL_MS;
  // The first reading at a rate may still miss the film that the change of rate will cost (facts 5c).
  if (!isSame || stretch.count === 0) return begin(sample, isSame ? 1 : 0);
  const x = (at - stretch.startedAt) / 1000;
  const y = position - stretch.origin - rate * x;
  if (Math.abs(y) > JUMP_S) return begin(sample, 0);
  return {
    ...stretch,
    lastAt: at,
    count: stretch.count + 1,
    sumX: stretch.sumX + x,
    sumY: stretch.sumY + y,
    sumXX: stretch.sumXX + x * x,
    sumXY: stretch.sumXY + x * y,
  };
}

/** How much faster than its rate an element runs, and from how much motion that is known. */
export interface OwnError {
  /** 0.003 on a device that is 0.3 % fast. */
  readonly fraction: number;
  readonly seconds: number;
}

/** A large error shows, roughly, before a small one can be told from noise. What is known from more stays. */
export function learnOwnError(known: OwnError | null, stretch: Stretch): OwnError | null {
  const { count, sumX, sumY, sumXX, sumXY, rate } = stretch;
  const seconds = (stretch.lastAt - stretch.startedAt) / 1000;
  const enough = Math.min(OWN_RATE_S, known?.seconds ?? ROUGH_OWN_RATE_S);
  if (count < 3 || seconds < enough) return known;
  const fraction = (count * sumXY - sumX * sumY) / (count * sumXX - sumX * sumX) / rate;
  const isSure = seconds >= OWN_RATE_S || Math.abs(fraction) > OWN_RATE_NOISE / seconds ** 1.5;
  return isSure ? { fraction, seconds } : known;
}

function begin({ position, at, rate }: PlayheadSample, count: 0 | 1): Stretch {
  const nothing = { count, sumX: 0, sumY: 0, sumXX: 0, sumXY: 0 };
  return { startedAt: at, lastAt: at, rate, origin: position, ...nothing };
}
