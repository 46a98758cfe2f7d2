// How far the element is from where this member's party has it.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { effectiveTimeline, roundOf } from './desired.ts';
import { isComparable } from './live.ts';
import { ownDesiredAt } from './output-delay.ts';
import { playheadAt } from './playhead.ts';
import type { EngineState } from './state.ts';

/** The best that is known of the drift between two readings; null while nothing can be said. */
export function driftNow(state: EngineState, now: LocalMs): number | null {
  const { video } = state;
  if (video === null || video.facts.seeking) return null;
  const position = video.facts.paused ? video.facts.currentTime : playheadAt(video.sample, now);
  return driftOf(state, position ?? video.facts.currentTime, now);
}

/** playhead − expected position, s; null without a clock or a timeline. */
export function driftOf(state: EngineState, position: number, now: LocalMs): number | null {
  const desired = ownDesiredAt(state, now);
  if (desired === null) return null;
  if (!isComparable(state)) return 0;
  const driftS = position - desired.position;
  const roundS = roundOf(effectiveTimeline(state), state.video?.facts ?? null);
  // In a film that begins again at its end, a moment before that is a moment before its beginning.
  return roundS === null ? driftS : driftS - roundS * Math.round(driftS / roundS);
}
