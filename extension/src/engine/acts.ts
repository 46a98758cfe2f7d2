// From a person's change to an act, and its life until it is in the log (SPEC PV4, PB).
// Scrubbing sends its first position at once and then the newest now and then.

import { type ActId, MAX_RATE, MIN_RATE, type PlaybackAct, type When } from '@sameframe/shared/playback.ts';
import type { LocalMs, MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { waitingFor } from '@sameframe/shared/timeline-fold.ts';
import { isOffPartySpeed } from './correction-memory.ts';
import { desiredAt, effectiveTimeline } from './desired.ts';
import { isComparable, ownMedia, retell, untold } from './live.ts';
import type { VideoFacts } from './observation.ts';
import { seenDelayMs, seenPosition } from './output-delay.ts';
import { pictureLagAt, pictureLagOf } from './picture-lag.ts';
import type { Draft, EngineState, PendingAct, Stepped } from './state.ts';
import { relayTime } from './state.ts';
import { isUnstretched } from './stretch.ts';
import { MAX_COST_S, SAME_PLACE_S, SCRUB_PERIOD_MS, STRAGGLER_S } from './tuning.ts';

const KIND_OF_CHANGE = {
  play: 'play',
  pause: 'pause',
  seek: 'seek-to',
  rate: 'set-rate',
  media: 'change-media',
  reference: 'change-media',
} as const;

/** Turns a change by a person into a pending act, unless it brings the element to where the party is. */
export function recordAct(state: EngineState, draft: Draft, now: LocalMs = draft.madeAt): Stepped {
  if (state.replica === null || state.self === null || state.isSteppedOut || state.isInAd)
    return { state, effects: [] };
  const actedAt = relayTime(state, draft.madeAt);
  if (actedAt === null) {
    // Of what is done offline only the newest counts (SPEC OB4).
    const undated = state.isConnected ? [...state.undated, draft] : [draft];
    return { state: { ...state, undated }, effects: [] };
  }
  const act = isSameJump(state, draft) ? null : composeAct(state, draft, actedAt);
  return act === null || !isSayable(act) ? { state, effects: [] } : addPending(state, draft, act, now);
}

/** Whether an act would leave the party as it is: the change takes the element to where that has it. */
export function changesNothing(state: EngineState, draft: Draft): boolean {
  const madeAt = relayTime(state, draft.madeAt);
  return madeAt !== null && composeAct(state, draft, madeAt) === null;
}

/** What the others could not do would be taken by nobody, and wait for its answer for ever. */
function isSayable({ rate, position }: PlaybackAct): boolean {
  return isPlayable(rate) && Number.isFinite(position);
}

/** Shaka has a speed of 0 while it has no data; Firefox plays at more and less than Chromium. */
function isPlayable(rate: number): boolean {
  return rate >= MIN_RATE && rate <= MAX_RATE;
}

/** Some players jump as the button goes down on their timeline, and once more to the same place as it goes up. */
function isSameJump(state: EngineState, { change, facts, madeAt }: Draft): boolean {
  const { lastJump } = state;
  if (change !== 'seek' || lastJump === null || madeAt - lastJump.at >= SCRUB_PERIOD_MS) return false;
  const isNewest = effectiveTimeline(state).lastAct?.id === lastJump.id;
  return isNewest && Math.abs(facts.currentTime - lastJump.toS) < SAME_PLACE_S;
}

/** Acts made before the relay's time was known can be dated now. */
export function dateActs(state: EngineState, now: LocalMs): Stepped {
  if (state.undated.length === 0 || state.clock.estimate === null) return { state, effects: [] };
  let stepped: Stepped = { state: { ...state, undated: [] }, effects: [] };
  for (const draft of state.undated) {
    const next = recordAct(stepped.state, draft, now);
    stepped = { state: next.state, effects: [...stepped.effects, ...next.effects] };
  }
  return stepped;
}

/** Sends what a scrub has kept back, when its time has come or something else must not overtake it. */
export function flushScrub(state: EngineState, now: LocalMs, when: 'due' | 'at-once'): Stepped {
  const isDue = state.lastScrubAt === null || now - state.lastScrubAt >= SCRUB_PERIOD_MS;
  if ((when === 'due' && !isDue) || state.pending.every(({ stage }) => stage !== 'kept-back')) {
    return { state, effects: [] };
  }
  const unsent = state.pending.filter(({ stage }) => stage === 'kept-back');
  const pending = state.pending.map((entry) =>
    entry.stage === 'kept-back' ? ({ ...entry, stage: 'sent' } as const) : entry,
  );
  return {
    state: { ...state, pending, lastScrubAt: now },
    effects: unsent.map((entry) => sendPending(entry, now)),
  };
}

/** On a new replica: what was known to be in the log is in it; the rest goes again, known by its id. */
export function resendActs(state: EngineState, now: LocalMs): Stepped {
  const pending = state.pending
    .filter(({ stage }) => stage !== 'ordered')
    .map((entry) => (entry.stage === 'sent' ? ({ ...entry, stage: 'repeated' } as const) : entry));
  const repeated = pending.filter(({ stage }) => stage === 'repeated');
  return { state: { ...state, pending }, effects: repeated.map((entry) => sendPending(entry, now)) };
}

/** The act is in the log. Until its event comes it stays on top, or the party would seem to jump back. */
export function noteOrdered(state: EngineState, id: ActId): EngineState {
  const entry = state.pending.find((pending) => pending.act.id === id);
  if (entry?.stage === 'repeated') return dropAct(state, id);
  const pending = state.pending.map((other) =>
    other.act.id === id ? ({ ...other, stage: 'ordered' } as const) : other,
  );
  return { ...state, pending };
}

export function dropAct(state: EngineState, id: ActId): EngineState {
  return { ...state, pending: state.pending.filter((pending) => pending.act.id !== id) };
}

function composeAct(state: EngineState, draft: Draft, actedAt: RelayMs): PlaybackAct | null {
  const timeline = effectiveTimeline(state);
  const { playback } = timeline;
  const { facts } = draft;
  const common = {
    id: `${state.actPrefix}-${state.actCount}` as ActId,
    kind: KIND_OF_CHANGE[draft.change],
    when: whenOf(draft, actedAt),
  } as const;
  const desired = desiredAt(timeline, actedAt, facts);
  // By the motion before the act: a start from a pause is where the party stands.
  const isMoving = desired?.isPlaying ?? !facts.paused;
  const velocity = isMoving ? (desired?.rate ?? facts.rate) : 0;
  const own = seenPosition(facts.currentTime, velocity, seenDelayMs(state));
  const isAnew = draft.change === 'media' && untold(state) === null;
  if (playback === null || desired === null || isAnew) {
    return { ...common, ...startOf(draft, own), ...whatIsShown(state, facts) };
  }
  const { isPlaying, rate, media } = playback;
  const isStraggler = !isComparable(state) || Math.abs(own - desired.position) > STRAGGLER_S;
  const agreed = isStraggler ? desired.position : own;
  const costS = costOf(draft, state, isMoving);
  switch (draft.change) {
    case 'play':
      if (isPlaying && waitingFor(timeline, actedAt).length === 0 && !desired.isPastEnd) return null;
      return { ...common, position: runUpTo(agreed, rate * costS), isPlaying: true, rate, media };
    case 'pause':
      return isPlaying ? { ...common, position: toRest(agreed), isPlaying: false, rate, media } : null;
    case 'media':
      // What its element does just now may be ours, or asked about: no word of the party's.
      return { ...common, position: own, isPlaying, rate, media: ownMedia(state, facts) };
    case 'reference':
      return retell(state, facts, playback, { ...common, position: desired.position });
    case 'seek':
      if (!isComparable(state)) return null;
      return { ...common, position: runUpTo(own, rate * costS), isPlaying, rate, media };
    case 'rate': {
      if (facts.rate === rate) return null;
      const shiftS = isMoving ? lagShiftS(state, rate, facts.rate) : 0;
      const position = runUpTo(desired.position, facts.rate * costS + shiftS);
      return { ...common, position, isPlaying, rate: facts.rate, media };
    }
  }
}

/** All of it: what nobody has spoken of before, or what is to take the place of what the party watches. */
function whatIsShown(state: EngineState, facts: VideoFacts): Pick<PlaybackAct, 'rate' | 'media'> {
  const { playback } = effectiveTimeline(state);
  const isOffSpeed = playback !== null && state.video !== null && isOffPartySpeed(state.video.memory);
  return {
    rate: isOffSpeed || !isPlayable(facts.rate) ? (playback?.rate ?? 1) : facts.rate,
    media: ownMedia(state, facts),
  };
}

function whenOf({ leadMs }: Draft, actedAt: RelayMs): When {
  return leadMs === undefined ? { kind: 'acted', actedAt } : { kind: 'scheduled', leadMs };
}

/** As its person has it; what nobody acted begins at the beginning, for all together. */
function startOf({ leadMs, facts }: Draft, own: MediaSeconds): Pick<PlaybackAct, 'position' | 'isPlaying'> {
  return leadMs === undefined
    ? { position: own, isPlaying: !facts.paused }
    : { position: 0 as MediaSeconds, isPlaying: true };
}

/** How long the element of who acts takes until it is seen to move as they want it to, s. */
function costOf({ change, facts, rateBefore }: Draft, { video }: EngineState, isMoving: boolean): number {
  if (video === null) return 0;
  const { memory } = video;
  switch (change) {
    case 'play':
      return memory.startCostS + pictureLagOf(video) / 1000;
    case 'pause':
    case 'media':
    case 'reference':
      return 0;
    case 'seek':
      return isMoving ? memory.seekCostS : 0;
    case 'rate': {
      const wasUnstretched = isUnstretched(rateBefore ?? 1);
      if (!isMoving || wasUnstretched === isUnstretched(facts.rate)) return 0;
      return wasUnstretched ? memory.stretchCostS : memory.unstretchCostS;
    }
  }
}

/** How much more film the pictures are behind the playhead at a new rate, s: theirs shall go on where they are. */
function lagShiftS({ video }: EngineState, rateBefore: number, rate: number): number {
  if (video === null) return 0;
  return (rate * pictureLagAt(video, rate) - rateBefore * pictureLagAt(video, rateBefore)) / 1000;
}

/**
 * What an act sets in motion moves only a moment later, and the party follows the element of who acted: the timeline
 * sets out that much earlier, so that nobody has a delay to close, least of all who acted (SPEC CR11).
 */
function runUpTo(position: MediaSeconds, costS: number): MediaSeconds {
  return Math.max(-MAX_COST_S, position - costS) as MediaSeconds;
}

/**
 * The playhead to the millisecond: not the one at which the element stands. Chromium takes a seek to where it stands for
 * done and shows on what it was stopped at, which may be the next frame (Quirk #2).
 */
function toRest(position: MediaSeconds): MediaSeconds {
  return (Math.floor(position * 1_000) / 1_000) as MediaSeconds;
}

function addPending(state: EngineState, draft: Draft, act: PlaybackAct, now: LocalMs): Stepped {
  const basis = state.replica?.head ?? null;
  const counted = { ...state, actCount: state.actCount + 1 };
  if (draft.change !== 'seek') {
    const flushed = flushScrub(counted, now, 'at-once');
    const entry: PendingAct = { act, basis, madeAt: draft.madeAt, stage: 'sent' };
    const pending = [...flushed.state.pending, entry];
    return { state: { ...flushed.state, pending }, effects: [...flushed.effects, sendPending(entry, now)] };
  }
  // Only the newest position of a scrub that was kept back is worth sending.
  const kept = counted.pending.filter(({ stage }) => stage !== 'kept-back');
  const entry: PendingAct = { act, basis, madeAt: draft.madeAt, stage: 'kept-back' };
  const lastJump = { id: act.id, toS: draft.facts.currentTime, at: draft.madeAt };
  const flushed = flushScrub({ ...counted, lastJump, pending: [...kept, entry] }, now, 'due');
  const isKeptBack = flushed.effects.length === 0;
  const due = ((state.lastScrubAt ?? now) + SCRUB_PERIOD_MS) as LocalMs;
  return isKeptBack ? { ...flushed, effects: [{ kind: 'wake', at: due }] } : flushed;
}

function sendPending(pending: PendingAct, now: LocalMs) {
  const ageMs = Math.max(0, now - pending.madeAt);
  return { kind: 'send-act', act: pending.act, basis: pending.basis, ageMs } as const;
}
