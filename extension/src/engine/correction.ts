// From the wish and the playhead to commands. A ladder with hysteresis: after an act converge tightly, then
// leave it alone until it has really drifted. The party's own rate is never touched (SPEC CR).
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import {
  type CorrectionMemory,
  mayChangeRate,
  mayNudge,
  type Nudge,
  paceOf,
  seekMiss,
} from './correction-memory.ts';
import type { Desired } from './desired.ts';
import { nudgeRate } from './nudge.ts';
import type { VideoFacts } from './observation.ts';
import { positionOn } from './own-rate.ts';
import { isUnstretched } from './stretch.ts';
import { betterTrim } from './trim.ts';
import {
  CONVERGE_MS,
  DRIFT_SAMPLES,
  MAX_SEEK_MISS_S,
  MAX_SEEK_PAUSE_MS,
  PAUSED_TOLERANCE_S,
  PAUSED_TRIES,
  PLACE_AFTER_MS,
  RUN_OUT_S,
  SAME_RATE,
  SEEK_CONVERGING_S,
  SEEK_PAUSE_MS,
  SEEK_WITHOUT_NUDGES_S,
  SHAKEN_S,
  START_CALM_S,
  START_CONVERGING_S,
  START_SLACK_MS,
  START_STRETCHED_S,
  STOP_S,
} from './tuning.ts';

/** What to do to the element, without the bookkeeping of commands. */
export type Correction =
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'seek'; readonly position: MediaSeconds }
  | { readonly kind: 'set-rate'; readonly rate: number };

export interface Corrected {
  readonly corrections: readonly Correction[];
  readonly memory: CorrectionMemory;
  /** When to look again at the latest, if nothing happens before. */
  readonly wakeAt: LocalMs | null;
}

export interface CorrectionInput {
  readonly desired: Desired;
  readonly facts: VideoFacts;
  readonly memory: CorrectionMemory;
  /** A fresh measurement of playhead − expected position, s; null between measurements. */
  readonly drift: number | null;
  /** Where a seek is on its way to while the wish is new: it may be sent elsewhere. Null: let a seek end. */
  readonly seekingTo: MediaSeconds | null;
  /** How much later its pictures are than its playhead, s. */
  readonly pictureLagS: number;
  /** Seconds of the relay's clock in one of this machine's, as far as it is known. */
  readonly clockPace: number;
  readonly now: LocalMs;
}

export function correct(input: CorrectionInput): Corrected {
  return input.desired.isPlaying ? correctPlaying(input) : correctPaused(input);
}

function correctPaused(input: CorrectionInput): Corrected {
  const { desired, facts, memory, seekingTo, now } = input;
  if (desired.isPastEnd && isRunningOut(facts)) return { corrections: [], memory, wakeAt: null };
  const next = { ...memory, nudge: null, drifts: [], launch: null, expectedDriftS: null };
  // Its place is for the look that its `pause` brings: a seek at once would only keep the element from stopping.
  if (!facts.paused) return { corrections: [{ kind: 'pause' }], memory: next, wakeAt: null };
  const corrections = toPace({ ...input, memory: next });
  const isUnderWay = facts.seeking && (seekingTo === null || seekingTo === desired.position);
  const offS = facts.currentTime - desired.position;
  const isThere = Math.abs(offS) <= PAUSED_TOLERANCE_S;
  const isPlaced = !facts.seeking && isThere && memory.looseSince === null;
  // Whoever stopped it is off by what their pictures were late.
  const isOwn = isThere || Math.abs(offS - desired.rate * input.pictureLagS) <= PAUSED_TOLERANCE_S;
  const tries = memory.pausedTry?.position === desired.position ? memory.pausedTry.count : 0;
  if (isPlaced || isUnderWay || facts.readyState < 1 || tries >= PAUSED_TRIES) {
    return { corrections, memory: next, wakeAt: null };
  }
  const placeAt = isOwn && memory.looseSince !== null ? memory.looseSince + PLACE_AFTER_MS : now;
  if (placeAt > now) return { corrections, memory: next, wakeAt: placeAt as LocalMs };
  const seek = { kind: 'seek', position: desired.position } as const;
  const pausedTry = { position: desired.position, count: tries + 1 };
  return { corrections: [...corrections, seek], memory: { ...next, pausedTry }, wakeAt: null };
}

function correctPlaying(input: CorrectionInput): Corrected {
  const { desired, facts, memory, seekingTo } = input;
  // Ended a moment before the party did: `play()` would start the film anew.
  if (facts.ended && isRunningOut({ ...facts, currentTime: desired.position })) {
    return { corrections: [], memory, wakeAt: null };
  }
  if (facts.paused) return startPlaying(input);
  const aim = aimAhead(desired, memory);
  if (seekingTo !== null && Math.abs(seekingTo - aim) > SEEK_CONVERGING_S) return seekToParty(input, memory);
  if (facts.seeking || input.drift === null) {
    return { corrections: memory.nudge === null ? toPace(input) : [], memory, wakeAt: null };
  }
  return closeDrift(input, input.drift);
}

/** Ended, or about to: the element stops by itself where the timeline stops too. */
function isRunningOut(facts: VideoFacts): boolean {
  if (facts.duration === null) return false;
  return (facts.ended || !facts.paused) && facts.currentTime > facts.duration - RUN_OUT_S;
}

/**
 * Far, it starts with a seek; near, at its pace, though it will be behind by what the start costs: at any other rate
 * its first frame comes 20 to 30 ms later in Chromium. As soon as it moves a nudge closes what is left.
 */
function startPlaying(input: CorrectionInput): Corrected {
  const { desired, facts, seekingTo, now } = input;
  const memory: CorrectionMemory = { ...input.memory, nudge: null, drifts: [], pausedTry: null };
  const isFar = Math.abs(desired.position - facts.currentTime) > worthSeeking(desired);
  if (isFar && facts.readyState >= 1 && (!facts.seeking || seekingTo !== null)) {
    const seek = { kind: 'seek', position: aimAhead(desired, memory) } as const;
    return {
      corrections: [...toPace({ ...input, memory }), seek, { kind: 'play' }],
      memory: { ...memory, lastSeekAt: now },
      wakeAt: null,
    };
  }
  const drift = facts.currentTime - desired.position - memory.startCostS * desired.rate;
  return {
    corrections: [...toPace({ ...input, memory }), { kind: 'play' }],
    memory: { ...memory, expectedDriftS: facts.seeking ? null : drift },
    wakeAt: (now + 1000 * memory.startCostS + START_SLACK_MS) as LocalMs,
  };
}

function closeDrift(input: CorrectionInput, drift: number): Corrected {
  const { desired, now } = input;
  const memory = noticeShake(input.memory, drift, now);
  const drifts = [...memory.drifts, drift].slice(-DRIFT_SAMPLES);
  const measured: CorrectionMemory = { ...memory, drifts, expectedDriftS: null };
  const isConverging = now < memory.convergeUntil;
  if (isConverging && Math.abs(drift) > seekThreshold(input)) {
    const isAllowed = memory.lastSeekAt === null || now - memory.lastSeekAt >= memory.seekPauseMs;
    if (isAllowed) return seekToParty(input, backOff(measured, now));
  }
  if (memory.nudge !== null) return continueNudge(input, measured, memory.nudge, drift);
  const restored = toPace(input);
  if (restored.length > 0) return { corrections: restored, memory: measured, wakeAt: null };
  const typical = median(drifts);
  const isKnown = drifts.length === DRIFT_SAMPLES;
  if (isConverging && Math.abs(typical) < STOP_S && isKnown) {
    return { corrections: [], memory: { ...measured, convergeUntil: now }, wakeAt: null };
  }
  const startAt = isConverging ? startConverging(memory, desired) : START_CALM_S;
  const isWorthIt = Math.abs(typical) > startAt && Math.abs(drift) > startAt;
  if (isWorthIt && (isConverging || isKnown) && mayNudge(memory, now)) {
    return startNudge(input, measured, drift);
  }
  if (isConverging || !isKnown) return { corrections: [], memory: measured, wakeAt: null };
  return keepPace(input, measured, typical);
}

/** Two readings that agree, as one that comes late must not cost a visible seek. */
function noticeShake(memory: CorrectionMemory, drift: number, now: LocalMs): CorrectionMemory {
  const last = memory.drifts.at(-1) ?? 0;
  const isFar = Math.min(Math.abs(last), Math.abs(drift)) > SHAKEN_S && last * drift > 0;
  if (now < memory.convergeUntil || !isFar) return memory;
  // A nudge that was gentle until now may pull like a new one.
  const nudge = memory.nudge === null ? null : { ...memory.nudge, since: now };
  return { ...memory, nudge, convergeUntil: (now + CONVERGE_MS) as LocalMs };
}

function startConverging(memory: CorrectionMemory, { rate }: Desired): number {
  const isGentle = memory.coarseness === 0 && isUnstretched(paceOf(memory, rate));
  return isGentle ? START_CONVERGING_S : START_STRETCHED_S;
}

/** At the party's speed, with the trim that holds the element there. */
function keepPace(input: CorrectionInput, memory: CorrectionMemory, drift: number): Corrected {
  const { desired, facts, clockPace, now } = input;
  const look = { partyRate: desired.rate, clockPace, currentRate: facts.rate, now };
  // A trim is held for a minute: worth all readings at this rate, and not only the newest.
  const position = positionOn(memory.stretch, now);
  const heldDrift = position === null ? drift : position - desired.position;
  const trimmed = { ...memory, ...betterTrim(memory, heldDrift, look) };
  return { corrections: toPace({ ...input, memory: trimmed }), memory: trimmed, wakeAt: null };
}

/**
 * Where rates do nothing, a seek is all there is: sooner, but still not for what nobody would notice. Where seeks
 * miss, they are for what is farther than that.
 */
function seekThreshold({ desired, memory, now }: CorrectionInput): number {
  if (!mayNudge(memory, now)) return SEEK_WITHOUT_NUDGES_S;
  return Math.min(MAX_SEEK_MISS_S, Math.max(worthSeeking(desired), seekMiss(memory, desired.rate)));
}

/** What nudging cannot close in time: a nudge is a part of the party's speed, so at a slow one it closes less. */
function worthSeeking({ rate }: Desired): number {
  return SEEK_CONVERGING_S * Math.min(1, rate);
}

/** Seeks that follow each other closely do not help: each is allowed later than the one before. */
function backOff(memory: CorrectionMemory, now: LocalMs): CorrectionMemory {
  const isRepeated = memory.lastSeekAt !== null && now - memory.lastSeekAt < 2 * memory.seekPauseMs;
  const seekPauseMs = isRepeated ? Math.min(MAX_SEEK_PAUSE_MS, memory.seekPauseMs * 2) : SEEK_PAUSE_MS;
  return { ...memory, seekPauseMs };
}

function seekToParty(input: CorrectionInput, memory: CorrectionMemory): Corrected {
  const next = { ...memory, drifts: [], nudge: null, lastSeekAt: input.now };
  const seek = { kind: 'seek', position: aimAhead(input.desired, memory) } as const;
  return { corrections: [...toPace({ ...input, memory: next }), seek], memory: next, wakeAt: null };
}

/** A seek while playing lands late by its own duration: aim where the party will be then. */
function aimAhead(desired: Desired, memory: CorrectionMemory): MediaSeconds {
  return (desired.position + memory.seekCostS * desired.rate) as MediaSeconds;
}

function startNudge(input: CorrectionInput, memory: CorrectionMemory, drift: number): Corrected {
  const pace = paceOf(memory, input.desired.rate);
  return pull(input, memory, { sign: drift > 0 ? 1 : -1, since: input.now, pace }, drift);
}

function continueNudge(
  input: CorrectionInput,
  memory: CorrectionMemory,
  nudge: Nudge,
  drift: number,
): Corrected {
  if (Math.abs(drift) >= STOP_S && Math.sign(drift) === nudge.sign) return pull(input, memory, nudge, drift);
  return keepPace(input, { ...memory, nudge: null, drifts: [] }, drift);
}

function pull(input: CorrectionInput, memory: CorrectionMemory, nudge: Nudge, drift: number): Corrected {
  const { desired, facts, now } = input;
  const look = { partyRate: desired.rate, currentRate: facts.rate, now };
  const rate = nudgeRate(memory, nudge, drift, look);
  const pace = paceOf(memory, desired.rate);
  const closesInMs = (1000 * Math.abs(drift)) / Math.abs(rate - pace);
  // At the limit of what an element plays there is no rate that pulls.
  const wakeAt = Number.isFinite(closesInMs) ? ((now + closesInMs) as LocalMs) : null;
  const corrections: Correction[] = isSameRate(facts.rate, rate) ? [] : [{ kind: 'set-rate', rate }];
  // The party's speed may have changed since the nudge began.
  return {
    corrections,
    memory: { ...memory, nudge: { ...nudge, pace } },
    wakeAt,
  };
}

/** Back to the rate that keeps pace with the party, where the element is at another. */
function toPace({ desired, facts, memory, now }: CorrectionInput): Correction[] {
  const rate = paceOf(memory, desired.rate);
  return isSameRate(facts.rate, rate) || !mayChangeRate(memory, now) ? [] : [{ kind: 'set-rate', rate }];
}

function isSameRate(a: number, b: number): boolean {
  return Math.abs(a - b) < SAME_RATE;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
