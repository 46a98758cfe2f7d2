// How long a member played at another speed than the party's. Pure.
import type { Act } from './acts.ts';
import type { PageLog } from './page-log.ts';

/** What nobody hears or sees, as a share of the party's speed. */
const UNNOTICED = 0.02;

/**
 * The longest stretch, in ms. The party's speed is the one that was last chosen; between the choice and its arrival a
 * member is behind, which is no correction, so a member's own arrival counts as the choice.
 */
export function longestOffRate({ events }: PageLog, acts: readonly Act[]): number {
  const chosen = new Set([1, ...acts.flatMap(({ rate }) => (rate === undefined ? [] : [rate]))]);
  let partyRate = 1;
  let offSinceMs: number | null = null;
  let longestMs = 0;
  for (const { kind, rate, atMs } of events) {
    if (kind !== 'ratechange') continue;
    if (chosen.has(rate)) partyRate = rate;
    const isOff = Math.abs(rate / partyRate - 1) > UNNOTICED + 1e-6;
    if (isOff) offSinceMs ??= atMs;
    if (!isOff && offSinceMs !== null) {
      longestMs = Math.max(longestMs, atMs - offSinceMs);
      offSinceMs = null;
    }
  }
  return longestMs;
}
