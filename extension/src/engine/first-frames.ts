// Where the playhead is soon after a start or a seek: the first frames in motion tell a quarter of a second before the
// first settled `timeupdate` does. Rougher, by the phase that frames keep on the screen (picture-lag.ts), so it is only
// for what is clearly off.
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import type { Launch } from './correction-memory.ts';
import { driftOf } from './drift.ts';
import { learnCost } from './launch.ts';
import type { ElementId, ShownFrame } from './observation.ts';
import { pictureLagOf } from './picture-lag.ts';
import { type PlayheadSample, playheadAt } from './playhead.ts';
import { reconcile } from './reconcile.ts';
import { type EngineState, type Stepped, withVideo } from './state.ts';
import { FIRST_FRAMES, FIRST_FRAMES_FROM_S, JUMP_S } from './tuning.ts';

/** Asks for them when the element says that it plays. */
export function watchFirstFrames(state: EngineState): Stepped {
  const isOf = isLaunched(state) && state.video?.evidence?.isHidden === false;
  return { state, effects: isOf ? [{ kind: 'watch-frames', count: FIRST_FRAMES }] : [] };
}

export function readFirstFrames(
  state: EngineState,
  seen: { readonly element: ElementId; readonly frames: readonly ShownFrame[] },
  now: LocalMs,
): Stepped {
  const { video } = state;
  const [before, last] = seen.frames.slice(-2);
  const isOf = video?.facts.element === seen.element;
  if (!isOf || !isLaunched(state) || before === undefined || last === undefined)
    return { state, effects: [] };
  const { facts, memory } = video;
  // The frame of where it stood is shown first.
  if (facts.paused || facts.seeking || last.position <= before.position) return { state, effects: [] };
  if (!isOfLaunch(memory.launch, last, facts.rate)) return { state, effects: [] };
  const position = (last.position + (facts.rate * pictureLagOf(video)) / 1000) as MediaSeconds;
  const sample: PlayheadSample = { position, at: last.at, rate: facts.rate, isMeasured: false };
  const playhead = playheadAt(sample, now);
  const drift = playhead === null ? null : driftOf(state, playhead, now);
  if (drift === null || Math.abs(drift) < FIRST_FRAMES_FROM_S) return { state, effects: [] };
  // The nudge that follows costs film itself: a later reading could not tell the one cost from the other.
  return reconcile(withVideo(state, { sample, memory: learnCost(memory, sample) }), now, { drift });
}

/** A frame from elsewhere is shown before the `seeking` that tells of it: somebody's seek, and none of the launch's cost. */
function isOfLaunch(launch: Launch | null, frame: ShownFrame, rate: number): boolean {
  if (launch === null) return false;
  const cameS = frame.position - launch.position;
  return cameS > -JUMP_S && cameS < (rate * (frame.at - launch.at)) / 1000 + JUMP_S;
}

function isLaunched({ video }: EngineState): boolean {
  const kind = video?.memory.launch?.kind;
  return kind === 'start' || kind === 'seek';
}
