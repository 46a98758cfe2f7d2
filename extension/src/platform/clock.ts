// Time and timers of this context, as a port. The only place of the background layer that reads a clock.
import type { LocalMs } from '@sameframe/shared/time.ts';

export interface Clock {
  /** Monotonic within a context, and close to the wall clock, so that it means something after a restart. */
  now(): LocalMs;
  /** Runs once, unless the returned function is called before. */
  schedule(delayMs: number, run: () => void): () => void;
  /** Runs again and again until the returned function is called. */
  repeat(periodMs: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => (performance.timeOrigin + performance.now()) as LocalMs,
  schedule(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  repeat(periodMs, run) {
    const timer = setInterval(run, periodMs);
    return () => clearInterval(timer);
  },
};
