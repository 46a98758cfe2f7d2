// How far apart two screens are, from the frames each one showed. Pure.
import type { ShownFrame, Span } from './page-log.ts';

export interface SkewSample {
  readonly atMs: number;
  /** Positive: the first member is ahead in the film. */
  readonly skewMs: number;
}

export const SAMPLE_EVERY_MS = 10;

/**
 * Two frames further apart than this are no steady motion: a pause, a seek, a stall. Four frames of a 30 fps film, as
 * a busy machine drops some.
 */
const MOTION_GAP_MS = 140;

/**
 * The moment of the film that a viewer sees at each instant of a span. Between two frames of steady motion it is
 * interpolated: the same frame shown 17 ms later is then 17 ms of skew, where comparing the frames themselves would
 * say 0 or 33 by turns. Null before the first frame.
 */
function createFilmReader(frames: readonly ShownFrame[]): (atMs: number) => number | null {
  let index = -1;
  return (atMs) => {
    while (index + 1 < frames.length && (frames[index + 1]?.atMs ?? Infinity) <= atMs) index += 1;
    const shown = frames[index];
    if (shown === undefined) return null;
    const next = frames[index + 1];
    if (next === undefined) return shown.filmMs;
    const gapMs = next.atMs - shown.atMs;
    const filmGapMs = next.filmMs - shown.filmMs;
    const isMotion = gapMs <= MOTION_GAP_MS && filmGapMs > 0 && filmGapMs <= 2.5 * MOTION_GAP_MS;
    return isMotion ? shown.filmMs + ((atMs - shown.atMs) / gapMs) * filmGapMs : shown.filmMs;
  };
}

/** First minus second, each 10 ms; instants at which one has shown nothing yet are left out. */
export function sampleSkew(
  first: readonly ShownFrame[],
  second: readonly ShownFrame[],
  { fromMs, toMs }: Span,
): SkewSample[] {
  const [readFirst, readSecond] = [createFilmReader(first), createFilmReader(second)];
  const samples: SkewSample[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += SAMPLE_EVERY_MS) {
    const [here, there] = [readFirst(atMs), readSecond(atMs)];
    if (here !== null && there !== null) samples.push({ atMs, skewMs: here - there });
  }
  return samples;
}

/** How long after `fromMs` the skew was last at or above the limit; null if it still is at the end, or nobody knows. */
export function timeToSettle(samples: readonly SkewSample[], fromMs: number, limitMs: number): number | null {
  const later = samples.filter(({ atMs }) => atMs >= fromMs);
  if (later.length === 0) return null;
  const lastBad = later.findLastIndex(({ skewMs }) => Math.abs(skewMs) >= limitMs);
  const firstGood = later[lastBad + 1];
  return firstGood === undefined ? null : Math.max(0, firstGood.atMs - fromMs);
}
