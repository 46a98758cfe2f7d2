// How far two players are apart, from two readings that were not taken at the same moment. Pure.
import type { VideoReading } from '../rig/video-controls.ts';

export type Difference =
  /** Positive: the first one is ahead. */
  | { readonly state: 'measured'; readonly differenceMs: number }
  /** One has followed an act and the other not yet: a difference would say nothing. */
  | { readonly state: 'in-between' };

/**
 * Both readings carry the wall time of their own page (`readAtMs`); the browsers run on one machine, so that is one
 * clock. The second position is moved to the moment of the first, at the rate it was read with.
 */
export function measureDifference(first: VideoReading, second: VideoReading): Difference {
  if (first.paused !== second.paused || first.seeking || second.seeking) return { state: 'in-between' };
  const elapsedMs = second.paused ? 0 : first.readAtMs - second.readAtMs;
  const secondThen = second.currentTime + (elapsedMs / 1_000) * second.playbackRate;
  return { state: 'measured', differenceMs: (first.currentTime - secondThen) * 1_000 };
}

export interface Summary {
  readonly measured: number;
  readonly inBetween: number;
  /** Of the absolute differences, in ms; null when nothing could be measured. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly max: number | null;
}

export function summariseDifferences(differences: readonly Difference[]): Summary {
  const sizes = differences
    .flatMap((each) => (each.state === 'measured' ? [Math.abs(each.differenceMs)] : []))
    .sort((left, right) => left - right);
  // Nearest rank: always a value that was really measured.
  const quantile = (share: number) => sizes[Math.max(0, Math.ceil(share * sizes.length) - 1)] ?? null;
  return {
    measured: sizes.length,
    inBetween: differences.length - sizes.length,
    p50: quantile(0.5),
    p95: quantile(0.95),
    max: quantile(1),
  };
}
