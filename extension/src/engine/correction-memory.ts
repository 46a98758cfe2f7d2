// What correction remembers about one element between two looks at it.
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import type { OwnError, Stretch } from './own-rate.ts';
import {
  FIRST_SEEK_COST_S,
  FIRST_START_COST_S,
  FIRST_STRETCH_COST_S,
  FIRST_UNSTRETCH_COST_S,
  MAX_NUDGE,
  MISSES_PER_SEEK,
  SAME_RATE,
  SEEK_PAUSE_MS,
} from './tuning.ts';

/** A rate that closes drift; it ends when the drift is closed. */
export interface Nudge {
  /** Sign of the drift that it closes. */
  readonly sign: 1 | -1;
  readonly since: LocalMs;
  /** The rate that it deviates from. */
  readonly pace: number;
}

/** The playhead was sent off; where it is soon after tells what that cost. */
export interface Launch {
  /**
   * `stretch`: to a rate at which the sound is stretched, which costs film in Chromium (stretch.ts); `unstretch`: back
   * from one, which gains some, as what is stretched already is played to its end.
   */
  readonly kind: 'start' | 'seek' | 'stretch' | 'unstretch';
  readonly position: MediaSeconds;
  readonly at: LocalMs;
}

export interface CorrectionMemory {
  /** Until then drift is closed tightly: somebody acted, or playing began anew. */
  readonly convergeUntil: LocalMs;
  /** Null while at the party's speed, but for the trim. */
  readonly nudge: Nudge | null;
  /** Newest last, s; cleared by whatever makes older ones meaningless. */
  readonly drifts: readonly number[];
  /** Readings before this instant are of a playhead that has not found its pace yet. */
  readonly settlesAt: LocalMs;
  readonly lastSeekAt: LocalMs | null;
  readonly seekPauseMs: number;
  /** What a seek while playing, or with a start, loses on this element, s (learned). */
  readonly seekCostS: number;
  /** What seeks on this element cost more or less than that, s (learned). */
  readonly seekMissS: number;
  /** What a start without a seek loses, s (learned). */
  readonly startCostS: number;
  /** What a rate loses at which the sound is stretched, s (learned). */
  readonly stretchCostS: number;
  /** What a person's change back from one loses, s (learned); it gains, so this is negative. */
  readonly unstretchCostS: number;
  /** What the start under way will leave to be closed, s, as far as it is known before anything was read. */
  readonly expectedDriftS: number | null;
  /** What the next settled reading will tell the cost of. */
  readonly launch: Launch | null;
  /**
   * When it was stopped in motion: the frame it shows may be another one than the playhead's, as browsers stop up to a
   * frame ahead (Quirk #2). Null once a seek has brought the two together.
   */
  readonly looseSince: LocalMs | null;
  /** Tries to reach a paused position that the element may round. */
  readonly pausedTry: { readonly position: number; readonly count: number } | null;
  /** The element ignores or resets rates: leave them alone until then. */
  readonly rateIgnoredUntil: LocalMs | null;
  /** When the page last set a speed of its own. */
  readonly siteRateAt: LocalMs | null;
  /** Deviations up to this fraction were rounded away; 0 on elements that take any rate. */
  readonly coarseness: number;
  /** Undisturbed motion at the present rate. */
  readonly stretch: Stretch | null;
  /** Null until it is known. */
  readonly ownError: OwnError | null;
  /** The element's lasting rate is the party's times this. */
  readonly trim: number;
  readonly trimmedUntil: LocalMs;
  /** The element, or its page, did not let a trim stand. */
  readonly isTrimRefused: boolean;
}

/** A local clock may start anywhere. */
const LONG_AGO = Number.MIN_SAFE_INTEGER as LocalMs;

export const FRESH_MEMORY: CorrectionMemory = {
  convergeUntil: LONG_AGO,
  nudge: null,
  drifts: [],
  settlesAt: LONG_AGO,
  lastSeekAt: null,
  seekPauseMs: SEEK_PAUSE_MS,
  seekCostS: FIRST_SEEK_COST_S,
  seekMissS: 0,
  startCostS: FIRST_START_COST_S,
  stretchCostS: FIRST_STRETCH_COST_S,
  unstretchCostS: FIRST_UNSTRETCH_COST_S,
  expectedDriftS: null,
  launch: null,
  looseSince: null,
  pausedTry: null,
  rateIgnoredUntil: null,
  siteRateAt: null,
  coarseness: 0,
  stretch: null,
  ownError: null,
  trim: 1,
  trimmedUntil: LONG_AGO,
  isTrimRefused: false,
};

/** The rate at which the element keeps pace with the party. */
export function paceOf(memory: CorrectionMemory, partyRate: number): number {
  return partyRate * memory.trim;
}

/** What a seek has to be worth, s of film: less than it may miss by, and it would only roll the dice again. */
export function seekMiss(memory: CorrectionMemory, partyRate: number): number {
  return MISSES_PER_SEEK * memory.seekMissS * partyRate;
}

/** Whether the element's rate is ours to explain: what it shows is not what anybody chose. */
export function isOffPartySpeed({ nudge, trim }: CorrectionMemory): boolean {
  return nudge !== null || trim !== 1;
}

export function mayChangeRate(memory: CorrectionMemory, now: LocalMs): boolean {
  return memory.rateIgnoredUntil === null || now >= memory.rateIgnoredUntil;
}

export function mayNudge(memory: CorrectionMemory, now: LocalMs): boolean {
  return mayChangeRate(memory, now) && memory.coarseness < MAX_NUDGE - SAME_RATE;
}
