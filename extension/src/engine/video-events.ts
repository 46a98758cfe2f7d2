// What an observation of the element changes: provenance first, then acts, then what is known of the element.
import { assertNever } from '@sameframe/shared/result.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { changesNothing, flushScrub, recordAct } from './acts.ts';
import { expirePress, holdPress, settleByHand, withConvergence } from './by-hand.ts';
import { isOffPartySpeed } from './correction-memory.ts';
import { effectiveTimeline, isWithParty } from './desired.ts';
import { driftNow, driftOf } from './drift.ts';
import {
  acceptUnreported,
  converge,
  isUnreported,
  jumpOrigin,
  noteEvent,
  noteOutcome,
  notePlace,
  noteStarving,
  noteUnreported,
} from './element-notes.ts';
import { watchFirstFrames } from './first-frames.ts';
import { acceptChange } from './ledger.ts';
import { refuseTrim } from './nudge.ts';
import type { Evidence, MediaEventType, Observation, VideoFacts } from './observation.ts';
import { evidenceSince } from './page-move.ts';
import { watchFrames } from './picture-lag.ts';
import {
  type Attribution,
  attributeChange,
  type Change,
  detectChange,
  detectUnreported,
  isBrowsersUnlessCounted,
  isCountedSince,
  isVisibilityChange,
  mayBeCounted,
} from './provenance.ts';
import { reconcile } from './reconcile.ts';
import {
  chain,
  type EngineState,
  openVideo,
  type Stepped,
  type UnknownChange,
  type VideoState,
  withVideo,
} from './state.ts';
import {
  COUNT_LOOK_MS,
  RATE_IGNORED_MS,
  RATE_RESET_MS,
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
  const jumpedFrom = jumpOrigin(video, facts, now);
  const change = detectChange(type, facts, video.ledger, jumpedFrom !== null);
  const noted = { ...state, video: noteEvent({ ...video, jumpedFrom }, type, facts, evidence, now) };
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
  const jumpedFrom = jumpOrigin(video, facts, now);
  const history = notePlace(video.history, facts);
  const seen = { ...video, facts, evidence, jumpedFrom, history, ...noteStarving(video, facts, now) };
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

/** Whether data has been missing long enough to speak of a stall. */
export function isStalled(video: VideoState, now: LocalMs): boolean {
  return video.starvedSince !== null && now - video.starvedSince >= STALL_AFTER_MS;
}

/** Some pages let nobody hear of what happens on them: what a person did there is seen a second later. */
function settleUnreported(state: EngineState, now: LocalMs): Stepped {
  const { video } = state;
  if (video === null || video.unexplained === null || !isUnreported(video, now))
    return { state, effects: [] };
  const { facts, ledger, history, unexplained } = video;
  const evidence = evidenceSince(unexplained.evidence, state.movedAt, unexplained.since);
  const change = detectUnreported(facts, ledger, evidence, history, unexplained.since);
  const accepted = { ...state, video: noteMenu(acceptUnreported(video), change, evidence) };
  if (change === null || !isWithParty(state)) return { state: accepted, effects: [] };
  const attributed = { ...accepted, lastAttribution: { change, origin: 'user', at: now } as const };
  return recordAct(withConvergence(attributed, now), { change, facts, madeAt: now, rateBefore: ledger.rate });
}

function settleChange(state: EngineState, change: Change, facts: VideoFacts, now: LocalMs): Stepped {
  const { video } = state;
  if (video === null || video.evidence === null) return { state, effects: [] };
  const evidence = evidenceSince(video.evidence, state.movedAt, now);
  const { ledger } = video;
  const origin = attributeChange(change, facts, evidence, video.history, now, state.lastAttribution);
  const accepted = {
    ...state,
    video: noteMenu({ ...video, ledger: acceptChange(ledger, change, facts) }, change, evidence),
  };
  const attributed = attribute(accepted, change, origin, now);
  if (!isWithParty(state)) return { state: attributed, effects: [] };
  switch (origin) {
    case 'user':
      if (change === 'pause' && evidence.isPressed) return holdPress(attributed, facts, now);
      return settleByHand(attributed, { change, facts, madeAt: now, rateBefore: ledger.rate }, now);
    case 'browser':
      if (isBrowsersUnlessCounted(change, evidence, video.history, now))
        return holdUnknown(accepted, { change, facts, since: now, origin, isAsked: false });
      return { state: noteBrowserChange(attributed, change), effects: [] };
    case 'site':
      if (change === 'rate') return { state: noteSiteRate(attributed, facts.rate, now), effects: [] };
      if (!mayBeCounted(evidence)) return { state: attributed, effects: [] };
      return holdUnknown(accepted, { change, facts, since: now, origin, isAsked: false });
    case 'unknown':
      // Whoever has set it going again: it is where the party is, and nothing is left to ask.
      if (changesNothing(state, { change, facts, madeAt: now }))
        return { state: withConvergence(withVideo(attributed, { unknown: null }), now), effects: [] };
      return holdUnknown(accepted, { change, facts, since: now, origin, isAsked: false });
    default:
      return assertNever(origin);
  }
}

/** A menu is closed by what was chosen from it. */
function noteMenu(video: VideoState, change: Change | null, { menuOpenedAt }: Evidence): VideoState {
  if (change !== 'rate' || menuOpenedAt === null) return video;
  return { ...video, history: { ...video.history, usedMenuAt: menuOpenedAt } };
}

function attribute(state: EngineState, change: Change, origin: Attribution['origin'], at: LocalMs) {
  return { ...state, lastAttribution: { change, origin, at } };
}

/**
 * A second unexplained change while the first is held: the newest tells what the element does now. But a jump takes no
 * stop or start back: the key that stops a film goes to its beginning, too.
 */
function holdUnknown(state: EngineState, newest: UnknownChange): Stepped {
  const held = state.video?.unknown;
  const isStronger = held?.origin === 'unknown' && held.change !== 'seek';
  const unknown = isStronger && newest.origin === 'unknown' && newest.change === 'seek' ? held : newest;
  return {
    state: withVideo(state, { unknown }),
    effects: [{ kind: 'wake', at: nextLook(unknown, unknown.since) }],
  };
}

function nextLook({ since }: UnknownChange, now: LocalMs): LocalMs {
  return Math.min(now + COUNT_LOOK_MS, since + UNKNOWN_HOLD_MS) as LocalMs;
}

function expireUnknown(state: EngineState, now: LocalMs): Stepped {
  const { video } = state;
  const unknown = video?.unknown ?? null;
  if (video === null || video.evidence === null || unknown === null) return { state, effects: [] };
  // Its player was being taken out, which no event tells of.
  if (!video.facts.isConnected) return { state: withVideo(state, { unknown: null }), effects: [] };
  if (unknown.isAsked) return { state, effects: [] };
  const { change, facts, since, origin } = unknown;
  const draft = { change, facts, madeAt: since, rateBefore: facts.rate };
  if (isCountedSince(video.evidence, now - since)) {
    return settleByHand(attribute(state, change, 'user', since), draft, now);
  }
  if (now - since < UNKNOWN_HOLD_MS)
    return { state, effects: [{ kind: 'wake', at: nextLook(unknown, now) }] };
  const attributed = attribute(state, change, origin, since);
  if (origin !== 'unknown') return { state: withVideo(attributed, { unknown: null }), effects: [] };
  const isElsewhere = video.evidence.isPageHidden || video.evidence.isPictureInPicture;
  // Without anything else on screen the buttons of the system or of the little window are all that is left.
  if (isElsewhere) return recordAct(withVideo(attributed, { unknown: null }), draft);
  return { state: withVideo(attributed, { unknown: { ...unknown, isAsked: true } }), effects: [] };
}

/**
 * A speed of the page's own is put right. A page that undoes a nudge, or insists, would do so for ever: rates are left
 * alone here for a while.
 */
function noteSiteRate(state: EngineState, rate: number, now: LocalMs): EngineState {
  const memory = state.video?.memory ?? null;
  if (memory === null) return state;
  const isUndone = isOffPartySpeed(memory) && rate === effectiveTimeline(state).playback?.rate;
  const isInsisted = memory.siteRateAt !== null && now - memory.siteRateAt < RATE_RESET_MS;
  const noted = { ...memory, nudge: null, siteRateAt: now };
  if (!isUndone && !isInsisted) return withVideo(state, { memory: noted });
  const rateIgnoredUntil = (now + RATE_IGNORED_MS) as LocalMs;
  return withVideo(state, { memory: { ...refuseTrim(noted), rateIgnoredUntil } });
}

function noteBrowserChange(state: EngineState, change: Change): EngineState {
  const { video } = state;
  if (video === null) return state;
  const { evidence, facts, history } = video;
  // What stops in a hidden page for another reason, as at its end, the browser does not set going when that is shown.
  const isByHiding = evidence !== null && !facts.ended && isVisibilityChange(change, evidence, history);
  return withVideo(state, { history: { ...history, isPausedByHiding: change === 'pause' && isByHiding } });
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
