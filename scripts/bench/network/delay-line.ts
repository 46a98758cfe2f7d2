// When a chunk that came in now goes out again. A TCP stream keeps its order: who was lucky waits for the unlucky one
// before. Pure.
import type { Random } from '../../simulation/random.ts';
import type { Direction } from './networks.ts';

export interface DelayLine {
  /** Milliseconds until a chunk that arrived at `nowMs` goes out; never before an earlier one. */
  delayFor(nowMs: number): number;
}

export function createDelayLine({ delayMs, jitterMs }: Direction, random: Random): DelayLine {
  let lastReleaseMs = Number.NEGATIVE_INFINITY;
  return {
    delayFor: (nowMs) => {
      const wanted = nowMs + Math.max(0, delayMs + random.between(-jitterMs, jitterMs));
      lastReleaseMs = Math.max(lastReleaseMs, wanted);
      return lastReleaseMs - nowMs;
    },
  };
}
