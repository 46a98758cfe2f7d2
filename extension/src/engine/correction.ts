// From the wish and the playhead to commands. A ladder with hysteresis: after an act converge tightly, then
// leave it alone until it has really drifted. The party's own rate is never touched (SPEC CR).
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import type { CorrectionMemory } from './correction-memory.ts';
import type { Desired } from './desired.ts';
import type { VideoFacts } from './observation.ts';
import {
  COST_LEARNING,
  DRIFT_SAMPLES,
  MAX_NUDGE,
  MAX_SEEK_COST_S,
  MAX_SEEK_PAUSE_MS,
  MIN_NUDGE,
  NUDGE_STEP,
  NUDGE_TIME_S,
  PAUSED_TOLERANCE_S,
  PAUSED_TRIES,
  RUN_OUT_S,
  SEEK_CALM_S,
  SEEK_CONVERGING_S,
  SEEK_PAUSE_MS,
  SEEK_WITHOUT_NUDGES_S,
  START_CALM_S,
  START_CONVERGING_S,
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
  readonly now: LocalMs;
}

export function correct(input: CorrectionInput): Corrected {
  return input.desired.isPlaying ? correctPlaying(input) : correctPaused(input);
}

function correctPaused({ desired, facts, memory, now }: CorrectionInput): Corrected {
  const corrections: Correction[] = [];
  if (desired.isPastEnd && isRunningOut(facts)) return { corrections, memory, wakeAt: null };
  if (!facts.paused) corrections.push({ kind: 'pause' });
  const next = { ...memory, nudging: null, drifts: [], isLearningSeek: false };
  if (facts.rate !== desired.rate && mayChangeRate(memory, now)) {
    corrections.push({ kind: 'set-rate', rate: desired.rate });
  }
  const isPlaced = Math.abs(facts.currentTime - desired.position) <= PAUSED_TOLERANCE_S;
  if (isPlaced || facts.seeking || facts.readyState < 1) return { corrections, memory: next, wakeAt: null };
  const tries = memory.pausedTry?.position === desired.position ? memory.pausedTry.count : 0;
  if (tries >= PAUSED_TRIES) return { corrections, memory: next, wakeAt: null };
  corrections.push({ kind: 'seek', position: desired.position });
  const pausedTry = { position: desired.position, count: tries + 1 };
  return { corrections, memory: { ...next, pausedTry }, wakeAt: null };
}

function correctPlaying(input: CorrectionInput): Corrected {
  const { desired, facts, memory } = input;
  // Ended a moment before the party did: `play()` would start the film anew.
  if (facts.ended && isRunningOut({ ...facts, currentTime: desired.position })) {
    return { corrections: [], memory, wakeAt: null };
  }
  if (facts.paused) return startPlaying(input);
  if (facts.seeking || input.drift === null) {
    const isForeignRate = memory.nudging === null && facts.rate !== desired.rate;
    return isForeignRate ? atPartyRate(input, memory) : { corrections: [], memory, wakeAt: null };
  }
  return closeDrift(input, input.drift);
}

/** Ended, or about to: the element stops by itself where the timeline stops too. */
function isRunningOut(facts: VideoFacts): boolean {
  if (facts.duration === null) return false;
  return (facts.ended || !facts.paused) && facts.currentTime > facts.duration - RUN_OUT_S;
}

function startPlaying({ desired, facts, memory, now }: CorrectionInput): Corrected {
  const corrections: Correction[] = [];
  const isFar = Math.abs(desired.position - facts.currentTime) > SEEK_CONVERGING_S;
  let next: CorrectionMemory = { ...memory, nudging: null, drifts: [], pausedTry: null };
  if (facts.rate !== desired.rate && mayChangeRate(memory, now)) {
    corrections.push({ kind: 'set-rate', rate: desired.rate });
  }
  if (isFar && facts.readyState >= 1 && !facts.seeking) {
    corrections.push({ kind: 'seek', position: aimAhead(desired, memory) });
    next = { ...next, lastSeekAt: now, isLearningSeek: true };
  }
  corrections.push({ kind: 'play' });
  return { corrections, memory: next, wakeAt: null };
}

function closeDrift(input: CorrectionInput, drift: number): Corrected {
  const { desired, facts, now } = input;
  const memory = learnSeekCost(input.memory, drift);
  const drifts = [...memory.drifts, drift].slice(-DRIFT_SAMPLES);
  const measured: CorrectionMemory = { ...memory, drifts };
  const isConverging = now < memory.convergeUntil;
  const seekAt = seekThreshold(isConverging, mayChangeRate(memory, now));
  const isFar = Math.abs(drift) > seekAt;
  // In calm a jump is confirmed by a second sample: one late reading must not cost a visible seek.
  const isConfirmed = isConverging || drifts.slice(-2).every((past) => Math.abs(past) > seekAt);
  if (isFar && isConfirmed && drifts.length > (isConverging ? 0 : 1)) {
    const isAllowed = memory.lastSeekAt === null || now - memory.lastSeekAt >= memory.seekPauseMs;
    if (isAllowed) return seekToParty(desired, measured, now);
  }
  if (memory.nudging !== null) return continueNudge(input, measured, drift);
  if (facts.rate !== desired.rate) return atPartyRate(input, measured);
  const typical = median(drifts);
  if (isConverging && Math.abs(typical) < STOP_S && drifts.length === DRIFT_SAMPLES) {
    return { corrections: [], memory: { ...measured, convergeUntil: now }, wakeAt: null };
  }
  const startAt = isConverging ? START_CONVERGING_S : START_CALM_S;
  const isWorthIt = Math.abs(typical) > startAt && Math.abs(drift) > startAt;
  const isSure = isConverging || drifts.length === DRIFT_SAMPLES;
  if (!isWorthIt || !isSure || !mayChangeRate(memory, now)) {
    return { corrections: [], memory: measured, wakeAt: null };
  }
  return nudge(input, { ...measured, nudging: drift > 0 ? 1 : -1 }, drift);
}

/** Where rates do nothing, a seek is all there is: sooner, but still not for what nobody would notice. */
function seekThreshold(isConverging: boolean, mayNudge: boolean): number {
  if (!mayNudge) return SEEK_WITHOUT_NUDGES_S;
  return isConverging ? SEEK_CONVERGING_S : SEEK_CALM_S;
}

function seekToParty(desired: Desired, memory: CorrectionMemory, now: LocalMs): Corrected {
  const isRepeated = memory.lastSeekAt !== null && now - memory.lastSeekAt < 2 * memory.seekPauseMs;
  const seekPauseMs = isRepeated ? Math.min(MAX_SEEK_PAUSE_MS, memory.seekPauseMs * 2) : SEEK_PAUSE_MS;
  return {
    corrections: [
      { kind: 'set-rate', rate: desired.rate },
      { kind: 'seek', position: aimAhead(desired, memory) },
    ],
    memory: { ...memory, drifts: [], nudging: null, lastSeekAt: now, seekPauseMs, isLearningSeek: true },
    wakeAt: null,
  };
}

/** A seek while playing lands late by its own duration: aim where the party will be then. */
function aimAhead(desired: Desired, memory: CorrectionMemory): MediaSeconds {
  return (desired.position + memory.seekCostS * desired.rate) as MediaSeconds;
}

function learnSeekCost(memory: CorrectionMemory, drift: number): CorrectionMemory {
  if (!memory.isLearningSeek) return memory;
  const isPlausible = Math.abs(drift) < MAX_SEEK_COST_S;
  const learned = memory.seekCostS - COST_LEARNING * drift;
  const seekCostS = isPlausible ? Math.min(MAX_SEEK_COST_S, Math.max(0, learned)) : memory.seekCostS;
  return { ...memory, isLearningSeek: false, seekCostS };
}

function continueNudge(input: CorrectionInput, memory: CorrectionMemory, drift: number): Corrected {
  const isClosed = Math.abs(drift) < STOP_S || Math.sign(drift) !== memory.nudging;
  if (isClosed) return atPartyRate(input, { ...memory, nudging: null, drifts: [] });
  return nudge(input, memory, drift);
}

function nudge(input: CorrectionInput, memory: CorrectionMemory, drift: number): Corrected {
  const { desired, facts, now } = input;
  const strength = Math.min(MAX_NUDGE, Math.max(MIN_NUDGE, Math.abs(drift) / NUDGE_TIME_S));
  const stepped = Math.round(strength / NUDGE_STEP) * NUDGE_STEP;
  const rate = desired.rate * (1 - Math.sign(drift) * stepped);
  const closesInMs = (1000 * Math.abs(drift)) / (stepped * desired.rate);
  const wakeAt = (now + closesInMs) as LocalMs;
  const isSame = Math.abs(facts.rate - rate) < (NUDGE_STEP * desired.rate) / 2;
  return { corrections: isSame ? [] : [{ kind: 'set-rate', rate }], memory, wakeAt };
}

function atPartyRate(input: CorrectionInput, memory: CorrectionMemory): Corrected {
  const isThere = input.facts.rate === input.desired.rate || !mayChangeRate(memory, input.now);
  const corrections: Correction[] = isThere ? [] : [{ kind: 'set-rate', rate: input.desired.rate }];
  return { corrections, memory, wakeAt: null };
}

function mayChangeRate(memory: CorrectionMemory, now: LocalMs): boolean {
  return memory.rateIgnoredUntil === null || now >= memory.rateIgnoredUntil;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
