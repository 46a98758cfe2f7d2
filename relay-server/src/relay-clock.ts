// The one clock of all parties of this process: wall time at start, monotonic from there.
import type { RelayMs } from '@sameframe/shared/time.ts';

export interface ClockSource {
  /** Milliseconds since 1970; may step at any time. */
  readonly wallMs: () => number;
  /** Milliseconds since any instant; never steps. */
  readonly monotonicMs: () => number;
}

/** `notBefore`: the latest time already given out, as the wall clock may have been set back since. */
export function createRelayClock(source: ClockSource, notBefore: RelayMs): () => RelayMs {
  const startedAt = Math.max(source.wallMs(), notBefore) - source.monotonicMs();
  return () => (startedAt + source.monotonicMs()) as RelayMs;
}
