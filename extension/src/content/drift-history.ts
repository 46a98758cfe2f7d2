// How this member stood to the party over the last minute, sampled with the background's ticks. Pure.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { type DriftSample, HISTORY_SPAN_MS } from '../overlay/details-view.ts';

/** A moment when several things happen is one sample: the newest. In ms. */
const MIN_GAP_MS = 400;

export function noteDrift(history: readonly DriftSample[], sample: DriftSample): readonly DriftSample[] {
  const oldest = (sample.at - HISTORY_SPAN_MS) as LocalMs;
  const kept = history.filter(({ at }) => at > oldest && at <= sample.at - MIN_GAP_MS);
  return [...kept, sample];
}
