// How much later an element shows its pictures than its playhead says, learned from some frames whenever the element has
// come to rest at its pace, and once a minute: browsers differ (npm run bench:sync), and what is to be the same for all is what they see.
// Not watched all the time: that costs Chromium 3 % of a core.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { paceOf } from './correction-memory.ts';
import { effectiveTimeline } from './desired.ts';
import type { ElementId, ShownFrame } from './observation.ts';
import { positionOn, type Stretch } from './own-rate.ts';
import {
  type EngineState,
  type PictureLag,
  type PictureLags,
  type Stepped,
  type VideoState,
  withVideo,
} from './state.ts';
import { isUnstretched } from './stretch.ts';
import {
  FEW_READINGS,
  MAX_PICTURE_LAG_MS,
  PICTURE_LAG_LEARNING,
  SAME_RATE,
  SAMPLE_TTL_MS,
  WATCH_PERIOD_MS,
  WATCH_SOON_MS,
  WATCHED_FRAMES,
} from './tuning.ts';

/** Asks for some frames, after each convergence and now and then in calm. */
export function watchFrames(state: EngineState, now: LocalMs): Stepped {
  const { video } = state;
  const isDue = video !== null && video.framesDueAt !== null && now >= video.framesDueAt;
  if (!isDue || !isAtPace(state, video, now)) return { state, effects: [] };
  return {
    state: withVideo(state, { framesDueAt: null }),
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
  const isAsked = video?.facts.element === seen.element && video.framesDueAt === null;
  if (video === null || !isAsked) return state;
  if (!isAtPace(state, video, now)) return withVideo(state, { framesDueAt: now });
  const fresh = seen.frames.filter(({ at }) => now - at <= SAMPLE_TTL_MS);
  const lagMs = lagOf(fresh, video.memory.stretch);
  const motion = motionAt(video.facts.rate);
  const count = video.pictureLags[motion]?.count ?? 0;
  const framesDueAt = (now + (count < FEW_READINGS ? WATCH_SOON_MS : WATCH_PERIOD_MS)) as LocalMs;
  const known = pictureLagOf(video);
  const isTold = lagMs !== null && Math.abs(lagMs) <= MAX_PICTURE_LAG_MS;
  const ms = isTold ? known + PICTURE_LAG_LEARNING * (lagMs - known) : known;
  const learned: PictureLag = { ms, count: count + 1 };
  return withVideo(state, { framesDueAt, pictureLags: { ...video.pictureLags, [motion]: learned } });
}

/** What is known of how late its pictures are, or would be in motion, ms. */
export function pictureLagOf(video: VideoState): number {
  return pictureLagAt(video, video.facts.rate);
}

/** The same at another rate. */
export function pictureLagAt({ pictureLags: { plain, stretched } }: VideoState, rate: number): number {
  return isUnstretched(rate) ? plain.ms : (stretched ?? plain).ms;
}

function motionAt(rate: number): keyof PictureLags {
  return isUnstretched(rate) ? 'plain' : 'stretched';
}

function isAtPace(state: EngineState, { memory, facts, evidence }: VideoState, now: LocalMs): boolean {
  const partyRate = effectiveTimeline(state).playback?.rate ?? facts.rate;
  const isRead = positionOn(memory.stretch, now) !== null;
  const isCalm = now >= memory.convergeUntil && memory.nudge === null && isRead;
  return (
    isCalm && evidence?.isHidden === false && Math.abs(facts.rate - paceOf(memory, partyRate)) < SAME_RATE
  );
}

/** In ms of this machine's clock; the median, as single frames come late. */
function lagOf(frames: readonly ShownFrame[], stretch: Stretch | null): number | null {
  const lags = frames.flatMap(({ at, position }) => {
    const playhead = positionOn(stretch, at);
    return playhead === null || stretch === null ? [] : [(1000 * (playhead - position)) / stretch.rate];
  });
  return lags.sort((a, b) => a - b)[Math.floor(lags.length / 2)] ?? null;
}
