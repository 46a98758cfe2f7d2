// When this member asks the party to wait for its data, and when it lets the party go (SPEC HO9, HO10). Says it by
// looking at what is, the log included: so a release that got lost is said again, and one hold of a stall is enough.
import type { StallPolicy } from '@sameframe/shared/party.ts';
import { stallPolicyOf } from '@sameframe/shared/party.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import { desiredAt, effectiveTimeline, isWithParty } from './desired.ts';
import { driftNow } from './drift.ts';
import type { Effect } from './effect.ts';
import type { Holding, Lack } from './holding-memory.ts';
import { type EngineState, relayTime, type Stepped, type VideoState } from './state.ts';
import {
  HOLD_AFTER_SEEK_MS,
  HOLD_BUDGET_PERIOD_MS,
  HOLD_BUDGETS,
  MIN_HOLD_MS,
  NEW_SOURCE_MS,
  RELEASE_AGAIN_MS,
  STEADY_MS,
  TAKING_PART_S,
} from './tuning.ts';

/** A replica has come whole: what is in it, nobody here was present at. */
export function startHolding(state: EngineState): EngineState {
  const lastAct = state.replica?.timeline.lastAct?.id ?? null;
  return { ...state, holding: { ...state.holding, isTakingPart: false, lastAct, lack: null } };
}

/** The last thing of each step: what its outcome means for waiting. */
export function tendHolding(state: EngineState, now: LocalMs): Stepped {
  const relayNow = relayTime(state, now);
  if (state.replica === null || state.self === null || relayNow === null) return { state, effects: [] };
  const until = effectiveTimeline(state).holds[state.self];
  const isHeld = until !== undefined && until > relayNow;
  const data = dataOf(state, relayNow, now);
  const present = notePresence(state, data, now);
  const lack = nextLack(state, present.hasNewNeed, data, now);
  const holding: Holding = {
    ...state.holding,
    ...present.holding,
    lack,
    isHeld,
    releasedAt: isHeld ? state.holding.releasedAt : null,
    waits: nextWaits(state.holding, isHeld ? until - relayNow : 0, now),
  };
  return speak({ ...state, holding }, data, now);
}

/** `unwanted`: the party does not move, or this element has nothing to do with it. */
type Data = 'there' | 'seeking' | 'starved' | 'unwanted';

function dataOf(state: EngineState, relayNow: RelayMs, now: LocalMs): Data {
  const { video } = state;
  const timeline = effectiveTimeline(state);
  if (video === null || timeline.playback?.isPlaying !== true || !isWithParty(state)) return 'unwanted';
  const isPausedByHiding = video.history.isPausedByHiding && video.evidence?.isHidden === true;
  if (video.isBlocked || video.unknown !== null || isPausedByHiding) return 'unwanted';
  if (mayBecomeAd(video, now) && !state.holding.isHeld) return 'unwanted';
  const { facts } = video;
  if (facts.ended || desiredAt(timeline, relayNow, facts)?.isPastEnd !== false) return 'unwanted';
  if (facts.seeking) return 'seeking';
  return facts.readyState < 3 || video.starvedSince !== null ? 'starved' : 'there';
}

/** An advert in a source of its own is known by its length, which is still to come. */
function mayBecomeAd({ facts, history }: VideoState, now: LocalMs): boolean {
  const { sourceChangedAt } = history;
  return facts.readyState < 1 && sourceChangedAt !== null && now - sourceChangedAt < NEW_SOURCE_MS;
}

function notePresence(state: EngineState, data: Data, now: LocalMs) {
  const { holding, video } = state;
  const element = video?.facts.element ?? null;
  const act = state.replica?.timeline.lastAct ?? null;
  const hasNewAct = act !== null && act.id !== holding.lastAct;
  const isSame = element !== null && element === holding.element && state.isConnected && isWithParty(state);
  const hasNewNeed = hasNewAct && (act.kind === 'seek-to' || act.kind === 'change-media');
  const isAsked = hasNewNeed || (hasNewAct && holding.lack === null);
  const isTakingPart = isSame && (holding.isTakingPart || isAsked || isInStep(state, data, now));
  return { hasNewNeed, holding: { isTakingPart, element, lastAct: act?.id ?? null } };
}

function isInStep(state: EngineState, data: Data, now: LocalMs): boolean {
  const { video } = state;
  if (data !== 'there' || video === null || video.facts.paused || video.sample?.isMeasured !== true)
    return false;
  const drift = driftNow(state, now);
  return drift !== null && Math.abs(drift) < TAKING_PART_S;
}

function nextLack(state: EngineState, hasNewNeed: boolean, data: Data, now: LocalMs): Lack | null {
  const current = hasNewNeed ? null : state.holding.lack;
  if (data === 'unwanted') return null;
  if (data === 'there') {
    if (current === null) return null;
    const readySince = current.readySince ?? now;
    return now - readySince < STEADY_MS ? { ...current, readySince } : null;
  }
  if (current !== null && current.readySince === null) return current;
  // A playhead that stands is noticed late.
  const since = state.video?.starvedSince ?? now;
  const begun = { since, hasBegunInSeek: data === 'seeking', readySince: null };
  const isSame = current?.readySince != null && now - current.readySince < STEADY_MS;
  return { ...begun, hasAsked: isSame && current.hasAsked };
}

/** Counted as it is in the log: a word that was lost made nobody wait, and a wait that ended early is counted for what it was. */
function nextWaits({ waits, isHeld: wasHeld }: Holding, leftMs: number, now: LocalMs): Holding['waits'] {
  const recent = waits.filter(({ at }) => now - at < HOLD_BUDGET_PERIOD_MS);
  const isHeld = leftMs > 0;
  if (isHeld && !wasHeld) return [...recent, { at: now, ms: leftMs }];
  const last = recent.at(-1);
  if (isHeld || !wasHeld || last === undefined) return recent.length === waits.length ? waits : recent;
  return [...recent.slice(0, -1), { at: last.at, ms: Math.min(last.ms, now - last.at) }];
}

function speak(state: EngineState, data: Data, now: LocalMs): Stepped {
  const { holding } = state;
  if (!state.isConnected) return { state, effects: [] };
  const isMissing = data === 'seeking' || data === 'starved';
  if (holding.isHeld) return isMissing ? { state, effects: [] } : release(state, now);
  const { lack, isTakingPart } = holding;
  if (!isMissing || lack === null || lack.hasAsked || !isTakingPart) return { state, effects: [] };
  return hold(state, lack, now);
}

function hold(state: EngineState, lack: Lack, now: LocalMs): Stepped {
  const budget = HOLD_BUDGETS[policyOf(state)];
  const { waits } = state.holding;
  const limitMs = Math.min(budget.limitMs, budget.perPeriodMs - waits.reduce((sum, { ms }) => sum + ms, 0));
  if (limitMs < MIN_HOLD_MS) return { state, effects: [] };
  const dueAt = lack.since + (lack.hasBegunInSeek ? HOLD_AFTER_SEEK_MS : budget.afterMs);
  if (now < dueAt) return { state, effects: [{ kind: 'wake', at: dueAt as LocalMs }] };
  const holding = { ...state.holding, lack: { ...lack, hasAsked: true } };
  return { state: { ...state, holding }, effects: [{ kind: 'hold', limitMs }] };
}

function release(state: EngineState, now: LocalMs): Stepped {
  const { releasedAt } = state.holding;
  if (releasedAt !== null && now - releasedAt < RELEASE_AGAIN_MS) return { state, effects: [] };
  const effects: Effect[] = [{ kind: 'release' }];
  return { state: { ...state, holding: { ...state.holding, releasedAt: now } }, effects };
}

function policyOf(state: EngineState): StallPolicy {
  return state.replica === null ? 'go-on' : stallPolicyOf(state.replica.party);
}
