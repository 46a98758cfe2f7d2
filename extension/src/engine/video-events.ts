// What an observation of the element changes: provenance first, then acts, then what is known of the element.
import { assertNever } from '@sameframe/shared/result.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { flushScrub, recordAct } from './acts.ts';
import type { CorrectionMemory } from './correction-memory.ts';
import { effectiveTimeline, isWithParty } from './desired.ts';
import { driftNow, driftOf } from './drift.ts';
import {
  acceptUnreported,
  converge,
  isMoved,
  isUnreported,
  noteEvent,
  noteOutcome,
  noteStarving,
  noteUnreported,
} from './element-notes.ts';
import { watchFirstFrames } from './first-frames.ts';
import { launchRateFrom } from './launch.ts';
import { acceptChange } from './ledger.ts';
import { meantRate } from './meant-rate.ts';
import { refuseTrim } from './nudge.ts';
import type { Evidence, MediaEventType, Observation, VideoFacts } from './observation.ts';
import { watchFrames } from './picture-lag.ts';
import { attributeChange, type Change, detectChange, detectUnreported } from './provenance.ts';
import { reconcile } from './reconcile.ts';
import { chain, type EngineState, openVideo, type Stepped, type VideoState, withVideo } from './state.ts';
import { isUnstretched } from './stretch.ts';
import {
  PRESS_HOLD_MS,
  PRESS_LOOK_MS,
  RATE_IGNORED_MS,
  SEEK_PAUSE_MS,
  STALL_AFTER_MS,
  START_SLACK_MS,
  UNKNOWN_HOLD_MS,
} from './tuning.ts';

export function attachVideo(state: EngineState, facts: VideoFacts | null, now: LocalMs): Stepped {
  if (facts === null) return { state: { ...state, video: null }, effects: [] };
  const video = converge(openVideo(facts, now), now);
  return reconcile({ ...state, video }, now, { drift: null });
}

export function observeMediaEvent(
  state: EngineState,
  observation: Extract<Observation, { kind: 'media-event' }>,
  now: LocalMs,
): Stepped {
  const { type, facts, evidence } = observation;
  const { video } = state;
  if (video === null || video.facts.element !== facts.element) return { state, effects: [] };
  const hasJumped = isMoved(video, facts, now);
  const change = detectChange(type, facts, video.ledger, hasJumped);
  const noted = { ...state, video: noteEvent({ ...video, hasJumped }, type, facts, evidence, now) };
  const settled = change === null ? { state: noted, effects: [] } : settleChange(noted, change, facts, now);
  return chain(
    chain(settled, (next) => lookAgain(next, type, now)),
    (next) => (type === 'playing' ? watchFirstFrames(next) : watchFrames(next, now)),
  );
}

export function observeTick(
  state: EngineState,
  facts: VideoFacts | null,
  evidence: Evidence,
  now: LocalMs,
): Stepped {
  const { video } = state;
  if (video === null || facts === null || video.facts.element !== facts.element)
    return { state, effects: [] };
  const hasJumped = isMoved(video, facts, now);
  const seen = { ...video, facts, evidence, hasJumped, ...noteStarving(video, facts, now) };
  const noted = { ...state, video: noteUnreported(seen, evidence, now) };
  const told = chain(settleUnreported(noted, now), (next) => expireUnknown(next, now));
  const waited = chain(told, (next) => expirePress(next, now));
  const flushed = flushScrub(waited.state, now, 'due');
  const looked = reconcile(flushed.state, now, { drift: extrapolatedDrift(flushed.state, now) });
  return { state: looked.state, effects: [...waited.effects, ...flushed.effects, ...looked.effects] };
}

export function settleOutcome(
  state: EngineState,
  observation: Extract<Observation, { kind: 'command-outcome' }>,
  now: LocalMs,
): Stepped {
  const { video } = state;
  const { command, outcome } = observation;
  if (video === null || video.facts.element !== outcome.facts.element) return { state, effects: [] };
  const settled = noteOutcome(video, command, outcome, now);
  return { state: { ...state, video: settled }, effects: [] };
}

/** A change nobody was known to have caused was the person's, and meant for everyone. */
export function shareUnknown(state: EngineState, now: LocalMs): Stepped {
  const unknown = state.video?.unknown ?? null;
  if (unknown === null || state.video === null) return { state, effects: [] };
  const cleared = withVideo(state, { unknown: null });
  const { change } = unknown;
  const acted = recordAct(cleared, { change, facts: state.video.facts, madeAt: now });
  const looked = reconcile(withConvergence(acted.state, now), now, { drift: null });
  return { state: looked.state, effects: [...acted.effects, ...looked.effects] };
}

/** Seeks that were made for the old wish say nothing about whether one helps for the new one. */
export function withNewWish(state: EngineState, now: LocalMs): EngineState {
  const converging = withConvergence(state, now);
  if (converging.video === null) return converging;
  const memory = { ...converging.video.memory, lastSeekAt: null, seekPauseMs: SEEK_PAUSE_MS };
  return withVideo(converging, { memory });
}

function withConvergence(state: EngineState, now: LocalMs): EngineState {
  return state.video === null ? state : { ...state, video: converge(state.video, now) };
}

/** Whether data has been missing long enough to speak of a stall. */
export function isStalled(video: VideoState, now: LocalMs): boolean {
  return video.starvedSince !== null && now - video.starvedSince >= STALL_AFTER_MS;
}

/** Some pages let nobody hear of what happens on them: what a person did there is seen a second later. */
function settleUnreported(state: EngineState, now: LocalMs): Stepped {
  const { video } = state;
  if (video === null || video.unexplained === null || !isUnreported(video, now))
    return { state, effects: [] };
  const { facts, ledger, unexplained } = video;
  const change = detectUnreported(facts, ledger, unexplained.evidence);
  const accepted = { ...state, video: acceptUnreported(video) };
  if (change === null || !isWithParty(state)) return { state: accepted, effects: [] };
  const attributed = { ...accepted, lastAttribution: { change, origin: 'user', at: now } as const };
  return recordAct(withConvergence(attributed, now), { change, facts, madeAt: now, rateBefore: ledger.rate });
}

function settleChange(state: EngineState, change: Change, facts: VideoFacts, now: LocalMs): Stepped {
  const { video } = state;
  if (video === null || video.evidence === null) return { state, effects: [] };
  const origin = attributeChange(change, facts, video.evidence, video.history, now);
  const attributed = { ...state, lastAttribution: { change, origin, at: now } };
  const accepted = withVideo(attributed, { ledger: acceptChange(video.ledger, change, facts) });
  if (!isWithParty(state)) return { state: accepted, effects: [] };
  switch (origin) {
    case 'user': {
      if (change === 'pause' && video.evidence.isPressed) return holdPress(accepted, facts, now);
      const memory = launchByHand(video, change, facts, now);
      // A scrub goes on until the film does.
      const pressed = change === 'seek' ? video.pressed : null;
      const freed = withVideo(accepted, { unknown: null, pressed, isBlocked: false, memory });
      const partyRate = effectiveTimeline(state).playback?.rate ?? facts.rate;
      const rate = change === 'rate' ? meantRate(facts.rate, video.ledger.rate, partyRate) : facts.rate;
      const draft = { change, facts: { ...facts, rate }, madeAt: now, rateBefore: video.ledger.rate };
      return recordAct(withConvergence(freed, now), draft);
    }
    case 'browser':
      return { state: noteBrowserChange(accepted, change), effects: [] };
    case 'site':
      return { state: change === 'rate' ? leaveRateAlone(accepted, now) : accepted, effects: [] };
    case 'unknown':
      return holdUnknown(accepted, change, facts, now);
    default:
      return assertNever(origin);
  }
}

function holdUnknown(state: EngineState, change: Change, facts: VideoFacts, now: LocalMs): Stepped {
  // A second unexplained change while the first is held: the newest tells what the element does now.
  const unknown = { change, facts, since: now, isAsked: false };
  const at = (now + UNKNOWN_HOLD_MS) as LocalMs;
  return { state: withVideo(state, { unknown }), effects: [{ kind: 'wake', at }] };
}

/** Firefox (Quirk #3) and some players stop the film while somebody drags along it: for a click, for some milliseconds. */
function holdPress(state: EngineState, facts: VideoFacts, now: LocalMs): Stepped {
  const at = (now + PRESS_LOOK_MS) as LocalMs;
  return { state: withVideo(state, { pressed: { facts, since: now } }), effects: [{ kind: 'wake', at }] };
}

function expirePress(state: EngineState, now: LocalMs): Stepped {
  const { video } = state;
  if (video === null || video.pressed === null) return { state, effects: [] };
  const { facts, since } = video.pressed;
  // It plays again, whoever saw to that: there is no pause to tell of.
  if (!video.facts.paused) return { state: withVideo(state, { pressed: null }), effects: [] };
  if (video.evidence?.isPressed === true && now - since < PRESS_HOLD_MS) {
    return { state, effects: [{ kind: 'wake', at: (now + PRESS_LOOK_MS) as LocalMs }] };
  }
  const position = video.facts.currentTime;
  const draft = { change: 'pause', facts: { ...facts, currentTime: position }, madeAt: since } as const;
  return recordAct(withVideo(state, { pressed: null }), draft, now);
}

function expireUnknown(state: EngineState, now: LocalMs): Stepped {
  const { video } = state;
  const unknown = video?.unknown ?? null;
  if (video === null || unknown === null || unknown.isAsked) return { state, effects: [] };
  if (now - unknown.since < UNKNOWN_HOLD_MS) return { state, effects: [] };
  const isElsewhere = video.evidence?.isHidden === true || video.evidence?.isPictureInPicture === true;
  // Without anything else on screen the buttons of the system or of the little window are all that is left.
  if (isElsewhere) {
    const draft = { change: unknown.change, facts: unknown.facts, madeAt: unknown.since };
    return recordAct(withVideo(state, { unknown: null }), draft);
  }
  return { state: withVideo(state, { unknown: { ...unknown, isAsked: true } }), effects: [] };
}

/** What a person sets in motion teaches what that costs as well as what we do. */
function launchByHand(
  { memory, ledger, sample }: VideoState,
  change: Change,
  facts: VideoFacts,
  now: LocalMs,
): CorrectionMemory {
  if (facts.paused || change === 'pause') return { ...memory, launch: null };
  if (change !== 'rate') {
    const kind = change === 'seek' ? 'seek' : 'start';
    return { ...memory, launch: { kind, position: facts.currentTime, at: now } };
  }
  const wasUnstretched = isUnstretched(ledger.rate);
  if (wasUnstretched === isUnstretched(facts.rate)) return { ...memory, launch: null };
  // The sample has not heard of the new rate: it says where the playhead was when it changed.
  return launchRateFrom(memory, sample, now, wasUnstretched ? 'stretch' : 'unstretch');
}

/** A page that undoes a nudge would do so for ever: give up nudging here for a while. */
function leaveRateAlone(state: EngineState, now: LocalMs): EngineState {
  const memory = state.video?.memory ?? null;
  if (memory === null || (memory.nudge === null && memory.trim === 1)) return state;
  const rateIgnoredUntil = (now + RATE_IGNORED_MS) as LocalMs;
  return withVideo(state, { memory: { ...refuseTrim(memory), nudge: null, rateIgnoredUntil } });
}

function noteBrowserChange(state: EngineState, change: Change): EngineState {
  const { video } = state;
  if (video === null) return state;
  const isPausedByHiding = change === 'pause' && video.evidence?.isHidden === true;
  return withVideo(state, { history: { ...video.history, isPausedByHiding } });
}

/** What an event gives correction to work with: a drift only where the playhead was really read. */
function lookAgain(state: EngineState, type: MediaEventType, now: LocalMs): Stepped {
  switch (type) {
    case 'timeupdate':
    case 'seeked':
      return reconcile(state, now, { drift: measuredDrift(state, now) });
    case 'waiting':
    case 'durationchange':
      return { state, effects: [] };
    case 'playing':
      return reconcile(withConvergence(state, now), now, { drift: null });
    default:
      return reconcile(state, now, { drift: null });
  }
}

function measuredDrift(state: EngineState, now: LocalMs): number | null {
  const { video } = state;
  if (video?.sample?.at !== now || now < video.memory.settlesAt) return null;
  return driftOf(state, video.sample.position, now);
}

/**
 * At the predicted end of a nudge: only from a sample that was read at this very rate. And as soon as a start has begun
 * to move: what it was known to come to.
 */
function extrapolatedDrift(state: EngineState, now: LocalMs): number | null {
  const { video } = state;
  if (video === null || video.facts.seeking) return null;
  const { nudge, launch, expectedDriftS, startCostS } = video.memory;
  if (expectedDriftS !== null && launch?.kind === 'start') {
    return now >= launch.at + 1000 * startCostS + START_SLACK_MS ? expectedDriftS : null;
  }
  if (nudge === null) return null;
  if (video.sample?.isMeasured !== true || video.sample.rate !== video.facts.rate) return null;
  return driftNow(state, now);
}
