// How fast this element really runs against this machine's clock, learned while nothing disturbs it: sound devices
// are off by up to some tenths of a percent, and media follow them.
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import type { PlayheadSample } from './playhead.ts';
import { isUnstretched } from './stretch.ts';
import {
  LINE_JUMP_S,
  LINE_MEMORY_S,
  LINE_READINGS,
  OWN_RATE_NOISE,
  OWN_RATE_S,
  ROUGH_OWN_RATE_S,
  SAMPLE_TTL_MS,
} from './tuning.ts';

/**
 * Undisturbed motion, as the sums of a least-squares line: what is beyond the film that its rates make, over that film.
 * Older readings count less and less.
 */
export interface Stretch {
  readonly startedAt: LocalMs;
  readonly lastAt: LocalMs;
  readonly rate: number;
  readonly start: number;
  /** Where it would be at `originAt`, had it kept its rates from the start. */
  readonly origin: number;
  readonly originAt: LocalMs;
  readonly lastY: number;
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
  const x = filmAt(stretch, at) - stretch.start;
  const y = position - filmAt(stretch, at);
  if (Math.abs(y - expectedY(stretch, x)) > LINE_JUMP_S) return begin(sample, 0);
  const kept = Math.exp((stretch.lastAt - at) / (1000 * LINE_MEMORY_S));
  return {
    ...stretch,
    lastAt: at,
    lastY: y,
    count: kept * stretch.count + 1,
    sumX: kept * stretch.sumX + x,
    sumY: kept * stretch.sumY + y,
    sumXX: kept * stretch.sumXX + x * x,
    sumXY: kept * stretch.sumXY + x * y,
  };
}

/** The same motion, whose rate we change now: no film is lost between rates that are both played alike (facts 5c). */
export function turnStretch(stretch: Stretch | null, rate: number, now: LocalMs): Stretch | null {
  if (stretch === null || isUnstretched(stretch.rate) !== isUnstretched(rate)) return null;
  return { ...stretch, rate, origin: filmAt(stretch, now), originAt: now };
}

/** Where the playhead is by all of the readings, which are off by up to 20 ms each (facts 5a); null while there are few, or of long ago. */
export function positionOn(stretch: Stretch | null, at: LocalMs): MediaSeconds | null {
  if (stretch === null || stretch.count < LINE_READINGS || at - stretch.lastAt > SAMPLE_TTL_MS) return null;
  const film = filmAt(stretch, at);
  return (film + expectedY(stretch, film - stretch.start)) as MediaSeconds;
}

/** Where its rates alone have it, s. */
function filmAt({ origin, originAt, rate }: Stretch, at: LocalMs): number {
  return origin + (rate * (at - originAt)) / 1000;
}

/** A few readings make no line yet. */
function expectedY(stretch: Stretch, x: number): number {
  const { count, sumX, sumY, lastY } = stretch;
  return count < LINE_READINGS ? lastY : sumY / count + slopeOf(stretch) * (x - sumX / count);
}

function slopeOf({ count, sumX, sumY, sumXX, sumXY }: Stretch): number {
  return (count * sumXY - sumX * sumY) / (count * sumXX - sumX * sumX);
}

/** How much faster than its rate an element runs, and from how much motion that is known. */
export interface OwnError {
  /** 0.003 on a device that is 0.3 % fast. */
  readonly fraction: number;
  readonly seconds: number;
}

/** A large error shows, roughly, before a small one can be told from noise. What is known from more stays. */
export function learnOwnError(known: OwnError | null, stretch: Stretch): OwnError | null {
  const { count } = stretch;
  const seconds = (stretch.lastAt - stretch.startedAt) / 1000;
  const enough = Math.min(OWN_RATE_S, known?.seconds ?? ROUGH_OWN_RATE_S);
  if (count < 3 || seconds < enough) return known;
  const fraction = slopeOf(stretch);
  const isSure = seconds >= OWN_RATE_S || Math.abs(fraction) > OWN_RATE_NOISE / seconds ** 1.5;
  return isSure ? { fraction, seconds } : known;
}

function begin({ position, at, rate }: PlayheadSample, count: 0 | 1): Stretch {
  const nothing = { lastY: 0, count, sumX: 0, sumY: 0, sumXX: 0, sumXY: 0 };
  return { startedAt: at, lastAt: at, rate, start: position, origin: position, originAt: at, ...nothing };
}
