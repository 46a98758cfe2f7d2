// How strongly a nudge pulls: quickly while a person waits for it to take effect, hardly to be noticed in calm, and
// more gently the less is left, so that a page that only looks now and then does not overshoot.
import { MAX_RATE, MIN_RATE } from '@sameframe/shared/playback.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { type CorrectionMemory, type Nudge, paceOf, seekMiss } from './correction-memory.ts';
import { isUnstretched, unstretchedRate } from './stretch.ts';
import {
  COARSE_STEP,
  FAST_NUDGE_MS,
  MAX_CALM_NUDGE,
  MAX_NUDGE,
  MIN_NUDGE,
  NUDGE_TIME_S,
  RATE_IGNORED_MS,
  SEEK_CONVERGING_S,
  UNSTRETCHED_CALM_S,
  UNSTRETCHED_CONVERGING_S,
} from './tuning.ts';

/** The rate of a running nudge for the drift that is left, s. */
export function nudgeRate(
  memory: CorrectionMemory,
  nudge: Nudge,
  driftS: number,
  look: { readonly partyRate: number; readonly currentRate: number; readonly now: LocalMs },
): number {
  const pace = paceOf(memory, look.partyRate);
  const isUnderWay = Math.sign(pace - look.currentRate) === nudge.sign;
  // An element that rounds would round a gentler rate to none.
  if (memory.coarseness > 0 && isUnderWay) return look.currentRate;
  const isConverging = look.now < memory.convergeUntil;
  const gentle = isUnstretched(look.currentRate) ? unstretchedRate(pace, nudge.sign) : null;
  const isEnough = Math.abs(driftS) <= (isConverging ? UNSTRETCHED_CONVERGING_S : UNSTRETCHED_CALM_S);
  if (gentle !== null && isEnough && memory.coarseness === 0) return gentle;
  const isNew = isConverging && look.now - nudge.since < FAST_NUDGE_MS;
  // Too far for a gentle pull, and a seek here would only miss.
  const isAllThereIs = Math.abs(driftS) > SEEK_CONVERGING_S && seekMiss(memory, pace) > SEEK_CONVERGING_S;
  const isFast = isNew || isAllThereIs;
  const most = isFast ? MAX_NUDGE : MAX_CALM_NUDGE;
  const wanted = Math.min(most, Math.max(MIN_NUDGE, Math.abs(driftS) / NUDGE_TIME_S));
  const strength = Math.max(onLadder(wanted, most), Math.min(MAX_NUDGE, memory.coarseness * COARSE_STEP));
  return Math.min(MAX_RATE, Math.max(MIN_RATE, pace * (1 - nudge.sign * strength)));
}

/** `most`, or it halved as often as needed: a handful of rates, so that an episode changes its own rarely. */
function onLadder(strength: number, most: number): number {
  return most / 2 ** Math.max(0, Math.ceil(Math.log2(most / strength) - 1e-9));
}

/** The element made another rate of the one that was asked for: what it does now is its rate, not somebody's act. */
export function noteRounding(
  memory: CorrectionMemory,
  asked: number,
  reported: number,
  now: LocalMs,
): CorrectionMemory {
  const { nudge, coarseness } = memory;
  if (nudge !== null) {
    const isUnderWay = Math.sign(nudge.pace - reported) === nudge.sign;
    // Half a grain and less is rounded away: a rate that was rounded up tells the grain, one that fell back its half.
    const lost = isUnderWay ? Math.abs(reported / nudge.pace - 1) / 2 : Math.abs(asked / nudge.pace - 1);
    return { ...memory, nudge: isUnderWay ? nudge : null, coarseness: Math.max(coarseness, lost) };
  }
  if (memory.trim !== 1) return refuseTrim(memory);
  return { ...memory, rateIgnoredUntil: (now + RATE_IGNORED_MS) as LocalMs };
}

export function refuseTrim(memory: CorrectionMemory): CorrectionMemory {
  return { ...memory, trim: 1, isTrimRefused: true };
}
