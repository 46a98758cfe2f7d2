// How much later an element shows its pictures than its playhead says, learned from some frames whenever the element has
// come to rest at its pace: browsers differ (npm run bench:sync), and what is to be the same for all is what they see.
// Not watched all the time: that costs Chromium 3 % of a core.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { paceOf } from './correction-memory.ts';
import { effectiveTimeline } from './desired.ts';
import type { ElementId, ShownFrame } from './observation.ts';
import { type PlayheadSample, playheadAt } from './playhead.ts';
import type { EngineState, Stepped, VideoState } from './state.ts';
import { withVideo } from './state.ts';
import { MAX_PICTURE_LAG_MS, PICTURE_LAG_LEARNING, SAME_RATE, WATCHED_FRAMES } from './tuning.ts';

/** Asks for some frames, once after each convergence. */
export function watchFrames(state: EngineState, now: LocalMs): Stepped {
  const { video } = state;
  if (video === null || video.frameWatch !== 'due' || !isAtPace(state, video, now)) {
    return { state, effects: [] };
  }
  return {
    state: withVideo(state, { frameWatch: 'under-way' }),
    effects: [{ kind: 'watch-frames', count: WATCHED_FRAMES }],
  };
}

/** Folds the frames into what is known; those of a motion that is over say nothing. */
export function learnPictureLag(
  state: EngineState,
  seen: { readonly element: ElementId; readonly frames: readonly ShownFrame[] },
  now: LocalMs,
): EngineState {
  const { video } = state;
  const isAsked = video?.facts.element === seen.element && video.frameWatch === 'under-way';
  if (video === null || !isAsked || !isAtPace(state, video, now)) return state;
  const lagMs = lagOf(seen.frames, video.sample);
  const isBelievable = lagMs !== null && Math.abs(lagMs) <= MAX_PICTURE_LAG_MS;
  const change = isBelievable ? PICTURE_LAG_LEARNING * (lagMs - video.pictureLagMs) : 0;
  return withVideo(state, { frameWatch: 'done', pictureLagMs: video.pictureLagMs + change });
}

function isAtPace(
  state: EngineState,
  { memory, facts, evidence, sample }: VideoState,
  now: LocalMs,
): boolean {
  const partyRate = effectiveTimeline(state).playback?.rate ?? facts.rate;
  const isCalm = now >= memory.convergeUntil && memory.nudge === null && sample?.isMeasured === true;
  return (
    isCalm && evidence?.isHidden === false && Math.abs(facts.rate - paceOf(memory, partyRate)) < SAME_RATE
  );
}

/** In ms of this machine's clock; the median, as single frames come late. */
function lagOf(frames: readonly ShownFrame[], sample: PlayheadSample | null): number | null {
  const lags = frames.flatMap(({ at, position }) => {
    const playhead = playheadAt(sample, at);
    return playhead === null || sample === null ? [] : [(1000 * (playhead - position)) / sample.rate];
  });
  return lags.sort((a, b) => a - b)[Math.floor(lags.length / 2)] ?? null;
}
