// What a person does to the element by hand: at once an act, but for a pause under a button that is still down.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { recordAct } from './acts.ts';
import type { CorrectionMemory } from './correction-memory.ts';
import { effectiveTimeline, isWithParty } from './desired.ts';
import { converge } from './element-notes.ts';
import { launchRateFrom } from './launch.ts';
import { meantRate } from './meant-rate.ts';
import type { VideoFacts } from './observation.ts';
import type { Change } from './provenance.ts';
import { type EngineState, type Stepped, type VideoState, withVideo } from './state.ts';
import { isUnstretched } from './stretch.ts';
import { PRESS_HOLD_MS, PRESS_LOOK_MS } from './tuning.ts';

/** A change by a person, with the speed before it. */
interface HandDraft {
  readonly change: Change;
  readonly facts: VideoFacts;
  readonly madeAt: LocalMs;
  readonly rateBefore: number;
}

export function settleByHand(state: EngineState, draft: HandDraft, now: LocalMs): Stepped {
  const { video } = state;
  if (video === null) return { state, effects: [] };
  const { change, facts, rateBefore } = draft;
  const memory = launchByHand(video, draft);
  // A scrub goes on until the film does.
  const pressed = change === 'seek' ? video.pressed : null;
  const freed = withVideo(state, { unknown: null, pressed, isBlocked: false, memory });
  const partyRate = effectiveTimeline(state).playback?.rate ?? facts.rate;
  const rate = change === 'rate' ? meantRate(facts.rate, rateBefore, partyRate) : facts.rate;
  return recordAct(withConvergence(freed, now), { ...draft, facts: { ...facts, rate } });
}

/** Firefox (Quirk #3) and some players stop the film while somebody drags along it: for a click, for some milliseconds. */
export function holdPress(state: EngineState, facts: VideoFacts, now: LocalMs): Stepped {
  const at = (now + PRESS_LOOK_MS) as LocalMs;
  return { state: withVideo(state, { pressed: { facts, since: now } }), effects: [{ kind: 'wake', at }] };
}

export function expirePress(state: EngineState, now: LocalMs): Stepped {
  const { video } = state;
  if (video === null || video.pressed === null) return { state, effects: [] };
  const { facts, since } = video.pressed;
  // It plays again, whoever saw to that, or is of no party's film any more: there is no pause to tell of.
  if (!video.facts.paused || !isWithParty(state))
    return { state: withVideo(state, { pressed: null }), effects: [] };
  if (video.evidence?.isPressed === true && now - since < PRESS_HOLD_MS) {
    return { state, effects: [{ kind: 'wake', at: (now + PRESS_LOOK_MS) as LocalMs }] };
  }
  const position = video.facts.currentTime;
  const draft = { change: 'pause', facts: { ...facts, currentTime: position }, madeAt: since } as const;
  return recordAct(withVideo(state, { pressed: null }), draft, now);
}

/** What a person sets in motion teaches what that costs as well as what we do. */
function launchByHand({ memory, sample }: VideoState, draft: HandDraft): CorrectionMemory {
  const { change, facts, madeAt, rateBefore } = draft;
  if (facts.paused || change === 'pause') return { ...memory, launch: null };
  if (change !== 'rate') {
    const kind = change === 'seek' ? 'seek' : 'start';
    return { ...memory, launch: { kind, position: facts.currentTime, at: madeAt } };
  }
  const wasUnstretched = isUnstretched(rateBefore);
  if (wasUnstretched === isUnstretched(facts.rate)) return { ...memory, launch: null };
  // The sample has not heard of the new rate: it says where the playhead was when it changed.
  return launchRateFrom(memory, sample, madeAt, wasUnstretched ? 'stretch' : 'unstretch');
}

export function withConvergence(state: EngineState, now: LocalMs): EngineState {
  return state.video === null ? state : { ...state, video: converge(state.video, now) };
}
