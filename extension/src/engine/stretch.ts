// Browsers stretch the sound of a film that is not played at 1, so that its pitch stays. In Chromium taking that up loses
// 22 ms of film and clicks (npm run bench:element). Within half a percent the sound is better played as it is.
import { MAX_UNSTRETCHED, SAME_RATE } from './tuning.ts';

export type Pitch = 'kept' | 'let-go';

/** Whether a rate is played without stretching: leaving it for another such rate costs nothing. */
export function isUnstretched(rate: number): boolean {
  return Math.abs(rate - 1) <= MAX_UNSTRETCHED + SAME_RATE;
}

/** What the element is to do with the pitch at a rate of ours; at 1 there is nothing to do. */
export function pitchAt(rate: number): Pitch {
  return rate !== 1 && isUnstretched(rate) ? 'let-go' : 'kept';
}

/** The strongest pull from a pace that needs no stretching, as a rate; null where there is none to speak of. */
export function unstretchedRate(pace: number, sign: 1 | -1): number | null {
  const rate = Math.min(1 + MAX_UNSTRETCHED, Math.max(1 - MAX_UNSTRETCHED, pace - sign * MAX_UNSTRETCHED));
  return isUnstretched(pace) && (pace - rate) * sign >= MAX_UNSTRETCHED / 2 ? rate : null;
}
