// Who caused a media event: user, engine, site, browser, or nobody can tell (SPEC PV). A table over the event's
// type, the state read with it, and the evidence; `isTrusted` is true for all and says nothing (facts 4a).
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import { isExpectedSeek, type Ledger } from './ledger.ts';
import type { Evidence, MediaEventType, VideoFacts } from './observation.ts';
import {
  ACTIVATION_MS,
  AFTER_AD_MS,
  END_SLACK_S,
  FRESH_ELEMENT_MS,
  INPUT_EXPLAINS_MS,
  MENU_EXPLAINS_MS,
  NUDGED_BY_PLAYER_S,
  ONE_PRESS_MS,
  RATE_RESET_MS,
  RETURN_AFTER_AD_MS,
  RETURN_SLACK_S,
  SETTLED_BY_PLAYER_S,
  SOURCE_CHANGE_MS,
  VISIBILITY_EXPLAINS_MS,
} from './tuning.ts';

export type Origin = 'user' | 'engine' | 'site' | 'browser' | 'unknown';

/** A change of the element that has an author. */
export type Change = 'play' | 'pause' | 'seek' | 'rate';

export interface Attribution {
  readonly change: Change;
  readonly origin: Exclude<Origin, 'engine'>;
  readonly at: LocalMs;
}

/** When the element was last upset in ways that explain what follows. */
export interface ElementHistory {
  readonly attachedAt: LocalMs;
  /** Source emptied or loaded anew. */
  readonly sourceChangedAt: LocalMs | null;
  /** Position when the source was emptied last, s. */
  readonly leftPosition: number | null;
  /** When the last advert was over, and where the film was left for it, s. */
  readonly adEndedAt: LocalMs | null;
  readonly adLeftPosition: number | null;
  readonly seekedAt: LocalMs | null;
  /** Out of its document while it played, and not seen to play in it since: the browser's pause may still be told. */
  readonly isTakenOut: boolean;
  /** When the context menu was opened that a speed was last chosen from: nobody chooses from one twice. */
  readonly usedMenuAt: LocalMs | null;
  /** The browser paused it when the page was hidden, and will play it when it is shown. */
  readonly isPausedByHiding: boolean;
  /** Position at the last reading before this event; of a seek, before it was made, s. */
  readonly lastPosition: number;
  /** Data was missing when the last seek was made. */
  readonly wasStarved: boolean;
}

/**
 * What an event changes against the ledger; null if it only reports what is explained already. `hasJumped`: the
 * playhead is elsewhere than its explained motion leads. A `seeking` that comes late, when its seek is over and
 * accounted for, finds nothing changed.
 */
export function detectChange(
  type: MediaEventType,
  facts: VideoFacts,
  ledger: Ledger,
  hasJumped: boolean,
): Change | null {
  switch (type) {
    case 'play':
      return !facts.paused && ledger.paused ? 'play' : null;
    case 'pause':
      return facts.paused && !ledger.paused ? 'pause' : null;
    case 'ratechange':
      return facts.rate !== ledger.rate ? 'rate' : null;
    case 'seeking':
      if (isExpectedSeek(ledger, facts.currentTime)) return null;
      return facts.seeking || hasJumped ? 'seek' : null;
    default:
      return null;
  }
}

/**
 * What a person did on a page that swallows its events: by how the element stands, and by what spoke for the person when it
 * was first seen so. No jump: a playhead jumps by itself, too, and its event may only be late.
 */
export function detectUnreported(
  facts: VideoFacts,
  ledger: Ledger,
  evidence: Evidence,
  history: ElementHistory,
  now: LocalMs,
): Change | null {
  if (facts.paused !== ledger.paused) {
    if (!isUserPresent(evidence) || (facts.paused && history.isTakenOut)) return null;
    return facts.paused ? 'pause' : 'play';
  }
  const isChosen = isUserPresent(evidence) || isFromMenu(evidence, history, now);
  return facts.rate !== ledger.rate && isChosen ? 'rate' : null;
}

export function attributeChange(
  change: Change,
  facts: VideoFacts,
  evidence: Evidence,
  history: ElementHistory,
  now: LocalMs,
  last: Attribution | null = null,
): Exclude<Origin, 'engine'> {
  if (isBrowserChange(change, facts, evidence, history, now)) return 'browser';
  if (change === 'rate' && facts.rate === 1 && isRateReset(evidence, history, now)) return 'site';
  if (isBackFromAd(change, facts, evidence, history, now)) return 'site';
  if (change === 'seek' && isPlayersJump(facts, evidence, history)) return 'site';
  if (isSamePress(change, evidence, last, now)) return 'unknown';
  if (isUserPresent(evidence)) return 'user';
  if (change === 'rate') return isFromMenu(evidence, history, now) ? 'user' : 'site';
  if (now - history.attachedAt < FRESH_ELEMENT_MS) return 'site';
  return 'unknown';
}

/**
 * Input seen or counted just now, or an activation that nothing we know of has given (facts 4b rule 3): given in another
 * frame, or by native controls a moment ago. An activation alone lasts 5 s and blames a person for the page's scripts.
 */
export function isUserPresent(evidence: Evidence): boolean {
  const { inputAgeMs, ownInputAgeMs, hasNativeControls } = evidence;
  if (inputAgeMs !== null && inputAgeMs <= INPUT_EXPLAINS_MS) return true;
  // Where a native timeline is touched the film may stop before anything is seen or counted (Quirk #3).
  if (hasNativeControls && evidence.isPressed) return true;
  return evidence.isActivated && Math.min(inputAgeMs ?? ownInputAgeMs, ownInputAgeMs) > ACTIVATION_MS;
}

/**
 * What a press has set going or moved the same press does not stop, unless at once: adverts begin so, in elements of their
 * own (SPEC AB4).
 */
function isSamePress(
  change: Change,
  { inputAgeMs, isPressed }: Evidence,
  last: Attribution | null,
  now: LocalMs,
): boolean {
  if (change !== 'pause' || isPressed || inputAgeMs === null || last?.origin !== 'user') return false;
  const agoMs = now - last.at;
  const isMoved = last.change === 'play' || (last.change === 'seek' && agoMs >= ONE_PRESS_MS);
  return isMoved && agoMs <= inputAgeMs && agoMs < INPUT_EXPLAINS_MS;
}

/**
 * A speed, from a menu that nothing was done after. Nothing else is believed of a menu, not even what it offers (Firefox:
 * play, pause): whoever opens one and leaves it has not paused what a script pauses then.
 */
function isFromMenu({ menuOpenedAt }: Evidence, { usedMenuAt }: ElementHistory, now: LocalMs): boolean {
  return menuOpenedAt !== null && menuOpenedAt !== usedMenuAt && now - menuOpenedAt < MENU_EXPLAINS_MS;
}

/** A click on native controls may be counted only after what it has done is told (Firefox). */
export function mayBeCounted(evidence: Evidence): boolean {
  return evidence.hasNativeControls && evidence.isActivated;
}

/** What the browser did if nobody clicks just then: a player that sorts itself out looks like a click that is not counted yet. */
export function isBrowsersUnlessCounted(
  change: Change,
  evidence: Evidence,
  history: ElementHistory,
  now: LocalMs,
): boolean {
  if (evidence.isHidden || (change !== 'play' && change !== 'pause')) return false;
  return mayBeCounted(evidence) && isSourceFresh(history, now);
}

/** Whether it has been: whoever acted `agoMs` ago was a person. */
export function isCountedSince(evidence: Evidence, agoMs: number): boolean {
  const { unseenInputAgeMs } = evidence;
  return mayBeCounted(evidence) && unseenInputAgeMs !== null && unseenInputAgeMs <= agoMs;
}

function isBrowserChange(
  change: Change,
  facts: VideoFacts,
  evidence: Evidence,
  history: ElementHistory,
  now: LocalMs,
): boolean {
  const isAtEnd =
    facts.ended || (facts.duration !== null && facts.currentTime >= facts.duration - END_SLACK_S);
  if (change === 'pause' && (isAtEnd || !facts.isConnected || history.isTakenOut)) return true;
  if (isVisibilityChange(change, evidence, history)) return true;
  if (change === 'seek' && facts.loop && isLoopWrap(facts, history)) return true;
  if (!isSourceFresh(history, now)) return false;
  return (change === 'seek' && isReturn(facts, history)) || !isUserPresent(evidence);
}

function isSourceFresh({ sourceChangedAt }: ElementHistory, now: LocalMs): boolean {
  return sourceChangedAt !== null && now - sourceChangedAt < SOURCE_CHANGE_MS;
}

/**
 * A player that takes its pieces anew goes back to where it was, whoever has clicked on its quality. One that does so to
 * go elsewhere, as servers that convert a film have it, was told to by somebody.
 */
function isReturn({ currentTime }: VideoFacts, { leftPosition }: ElementHistory): boolean {
  return leftPosition !== null && Math.abs(currentTime - leftPosition) < RETURN_SLACK_S;
}

/**
 * After an advert the site puts its film back where it was and sets it going, however lately the person has pressed
 * "Skip". Whoever seeks elsewhere means it, and so does who presses once the advert is over.
 */
function isBackFromAd(
  change: Change,
  { currentTime }: VideoFacts,
  { inputAgeMs }: Evidence,
  { adEndedAt, adLeftPosition }: ElementHistory,
  now: LocalMs,
): boolean {
  if (adEndedAt === null || change === 'rate') return false;
  const agoMs = now - adEndedAt;
  if (change !== 'seek') return agoMs < AFTER_AD_MS && (inputAgeMs === null || inputAgeMs >= agoMs);
  const isThere = adLeftPosition !== null && Math.abs(currentTime - adLeftPosition) < RETURN_SLACK_S;
  return isThere && agoMs < RETURN_AFTER_AD_MS;
}

/**
 * Players move a film that sticks by tenths of a second, jump over what they have no data for, and catch up with a live
 * stream (hls.js `gap-controller` and `latency-controller`, dash.js `GapController`, Shaka `gap_jumping_controller`). While
 * somebody presses keys only the first of these is told from a person's jump.
 */
function isPlayersJump(
  { currentTime, reach }: VideoFacts,
  evidence: Evidence,
  { lastPosition, wasStarved }: ElementHistory,
): boolean {
  const byS = currentTime - lastPosition;
  if (wasStarved && byS > 0 && byS < NUDGED_BY_PLAYER_S) return true;
  if (isUserPresent(evidence)) return false;
  return Math.abs(byS) < SETTLED_BY_PLAYER_S || (byS > 0 && (wasStarved || reach != null));
}

/** Chromium pauses a muted video when its page is hidden, and plays it, if it did, when it is shown (facts 4a). */
export function isVisibilityChange(change: Change, evidence: Evidence, history: ElementHistory): boolean {
  const ageMs = evidence.visibilityAgeMs;
  if (ageMs === null || ageMs >= VISIBILITY_EXPLAINS_MS) return false;
  if (!evidence.isHidden) return change === 'play' && history.isPausedByHiding;
  const hasActedSince = evidence.inputAgeMs !== null && evidence.inputAgeMs < ageMs;
  return change === 'pause' && !hasActedSince;
}

function isLoopWrap(
  { currentTime, duration, beginsAt = 0 as MediaSeconds, rate }: VideoFacts,
  { lastPosition }: ElementHistory,
): boolean {
  // Readings come so often a second, and the faster the farther apart.
  const slackS = Math.max(1, rate);
  return duration !== null && currentTime < beginsAt + slackS / 2 && lastPosition > duration - slackS;
}

/** Sites set the rate back after a seek or load by themselves; input seen since then speaks for the person. */
function isRateReset(evidence: Evidence, history: ElementHistory, now: LocalMs): boolean {
  const inputAgeMs = evidence.inputAgeMs ?? Number.POSITIVE_INFINITY;
  return [history.sourceChangedAt, history.seekedAt].some(
    (at) => at !== null && now - at < RATE_RESET_MS && inputAgeMs > now - at,
  );
}
