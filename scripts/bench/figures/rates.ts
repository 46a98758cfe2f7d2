// How long a member played at another speed than the party's. Pure.
import { type Act, standsFor } from './acts.ts';
import type { PageLog } from './page-log.ts';

/** What nobody hears or sees, as a share of the party's speed. */
const UNNOTICED = 0.02;

/**
 * The longest stretch, in ms. Between a choice of speed and its arrival a member is behind, which is no correction: for
 * a page the party's speed is the new one from its own first rate on that stands for it.
 */
export function longestOffRate({ events }: PageLog, acts: readonly Act[]): number {
  const choices = acts.flatMap(({ rate, span }) =>
    rate === undefined ? [] : [{ rate, fromMs: span.fromMs }],
  );
  let arrived = 0;
  let partyRate = 1;
  let offSinceMs: number | null = null;
  let longestMs = 0;
  for (const { kind, rate, atMs } of events) {
    if (kind === 'ratechange') {
      const next = choices[arrived];
      if (next !== undefined && atMs >= next.fromMs && standsFor(rate, next.rate)) {
        partyRate = next.rate;
        arrived += 1;
      }
    }
    // Other events too: an episode that never ends has no last change.
    if (offSinceMs !== null) longestMs = Math.max(longestMs, atMs - offSinceMs);
    const isOff = Math.abs(rate / partyRate - 1) > UNNOTICED + 1e-6;
    offSinceMs = isOff ? (offSinceMs ?? atMs) : null;
  }
  return longestMs;
}
