// Away from the party for a time, by choice (a personal pause, SPEC SO) or because an advert is on (SPEC AB). Between
// leaving and coming back nothing drives the element, and what happens to it is nobody else's business.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { flushScrub } from './acts.ts';
import { FRESH_MEMORY, isOffPartySpeed } from './correction-memory.ts';
import { effectiveTimeline } from './desired.ts';
import { openLedger } from './ledger.ts';
import type { VideoFacts } from './observation.ts';
import { issue } from './reconcile.ts';
import { type EngineState, type Stepped, type VideoState, withVideo } from './state.ts';
import { EMPTIED_FOR_AD_MS } from './tuning.ts';

/**
 * The element stops, unless its person has just changed it and chose to keep that to themselves, and is at the party's
 * speed: a nudge or a trim would stay for ever, and belongs to nothing that its person does from now on.
 */
export function stepOut(state: EngineState, facts: VideoFacts | null, now: LocalMs): Stepped {
  // What was done before is still everyone's.
  const { state: flushed, effects } = flushScrub(state, now, 'at-once');
  const { video } = flushed;
  const gone = { ...flushed, isSteppedOut: true };
  if (video === null || facts === null) return { state: withVideo(gone, { unknown: null }), effects };
  const rate = rateToLeaveAt(flushed, facts);
  const out = withVideo(gone, { facts, unknown: null, memory: { ...video.memory, nudge: null, trim: 1 } });
  const stopped = facts.paused || video.unknown !== null ? [] : [{ kind: 'pause' } as const];
  const corrections = rate === null ? stopped : [...stopped, { kind: 'set-rate', rate } as const];
  return corrections.reduce<Stepped>((stepped, correction) => issue(stepped, correction, now), {
    state: out,
    effects,
  });
}

/** An advert has begun: it is shown as the site wants it, at the party's speed and no nudge of ours. */
export function enterAd(state: EngineState, facts: VideoFacts | null, now: LocalMs): Stepped {
  const flushed = flushScrub(state, now, 'at-once');
  const known = facts === null ? {} : { facts };
  const history = state.video === null ? {} : { history: leaveForAd(state.video, now) };
  const out = withVideo(
    { ...flushed.state, isInAd: true },
    { ...known, ...history, unknown: null, pressed: null },
  );
  const rate = facts === null ? null : rateToLeaveAt(state, facts);
  if (rate === null) return { state: out, effects: flushed.effects };
  return issue({ state: out, effects: flushed.effects }, { kind: 'set-rate', rate }, now);
}

/** The film is back: what its site still does to put it in its place is no act. */
export function leaveAd(state: EngineState, facts: VideoFacts | null, now: LocalMs): EngineState {
  const taken = takeAsItIs({ ...state, isInAd: false }, facts);
  if (taken.video === null) return taken;
  return withVideo(taken, { history: { ...taken.video.history, adEndedAt: now } });
}

/** An advert in a source of its own is known as one only when its length is: the film was left when it was emptied. */
function leaveForAd({ facts, history }: VideoState, now: LocalMs): VideoState['history'] {
  const { sourceChangedAt, leftPosition } = history;
  const wasEmptied = sourceChangedAt !== null && now - sourceChangedAt < EMPTIED_FOR_AD_MS;
  return { ...history, adLeftPosition: wasEmptied ? leftPosition : facts.currentTime };
}

/** The page has gone on from what the party watches, with the element: it is nobody's but the page's now. */
export function leaveBehind(state: EngineState, now: LocalMs): Stepped {
  const { video } = state;
  if (video === null) return { state, effects: [] };
  const rate = rateToLeaveAt(state, video.facts);
  const untrimmed = withVideo(state, { memory: { ...video.memory, trim: 1 } });
  const left = { state: takeAsItIs(untrimmed, video.facts), effects: [] };
  return rate === null ? left : issue(left, { kind: 'set-rate', rate }, now);
}

/**
 * As the element is now, it is explained: whatever was done to it meanwhile, also a moment ago and with its events
 * still to come, was no act.
 */
export function takeAsItIs(state: EngineState, facts: VideoFacts | null): EngineState {
  if (facts === null || state.video === null) return state;
  return withVideo(state, {
    facts,
    ledger: openLedger(facts),
    // No seek was tried since: the first one need not wait.
    memory: { ...state.video.memory, nudge: null, launch: null, drifts: [], lastSeekAt: null },
    sample: null,
    isBlocked: false,
    jumpedFrom: null,
    unexplained: null,
  });
}

/** The party's speed, where the element is at another for our sake; null where nothing is to be done. */
export function rateToLeaveAt(state: EngineState, facts: VideoFacts): number | null {
  const partyRate = effectiveTimeline(state).playback?.rate ?? facts.rate;
  const isNudging = isOffPartySpeed(state.video?.memory ?? FRESH_MEMORY) && facts.rate !== partyRate;
  return isNudging ? partyRate : null;
}
