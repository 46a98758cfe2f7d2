// A small lasting deviation from the party's speed that makes up for what the element's own clock is off by, and
// takes what little drift there is along. In Chromium leaving exactly 1 costs film once; steering between other
// rates costs under 1 ms (facts 5c), so a trim is left for a better trim and not for 1.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { type CorrectionMemory, paceOf } from './correction-memory.ts';
import { MAX_TRIM, TRIM_FROM, TRIM_PER_KNOWN, TRIM_PERIOD_S, TRIM_SLACK_S } from './tuning.ts';

/**
 * What to hold from now on; null where the present trim is good enough, or must not be touched. A nudge that ends
 * changes the rate anyway: then any better trim is worth it.
 */
export function betterTrim(
  memory: CorrectionMemory,
  driftS: number,
  look: {
    readonly partyRate: number;
    readonly clockPace: number;
    readonly currentRate: number;
    readonly now: LocalMs;
  },
): { readonly trim: number; readonly trimmedUntil: LocalMs } | null {
  const { ownError, trim, isTrimRefused } = memory;
  const { partyRate, clockPace, currentRate, now } = look;
  if (ownError === null || isTrimRefused) return null;
  // What is only roughly known is soon looked at again.
  const heldS = Math.min(TRIM_PERIOD_S, TRIM_PER_KNOWN * ownError.seconds);
  if (currentRate === paceOf(memory, partyRate)) {
    const comingDriftS = driftS + partyRate * ((1 + ownError.fraction) * trim - clockPace) * heldS;
    if (now < memory.trimmedUntil || Math.abs(comingDriftS) < TRIM_SLACK_S) return null;
    if (currentRate === 1 && Math.abs(1 + ownError.fraction - clockPace) < TRIM_FROM) return null;
  }
  const wanted = (clockPace - driftS / (partyRate * heldS)) / (1 + ownError.fraction);
  return {
    trim: Math.min(1 + MAX_TRIM, Math.max(1 - MAX_TRIM, wanted)),
    trimmedUntil: (now + 1000 * heldS) as LocalMs,
  };
}
