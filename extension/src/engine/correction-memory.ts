// What correction remembers about one element between two looks at it.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { FIRST_SEEK_COST_S, SEEK_PAUSE_MS } from './tuning.ts';

export interface CorrectionMemory {
  /** Until then drift is closed tightly: somebody acted, or playing began anew. */
  readonly convergeUntil: LocalMs;
  /** Sign of the drift that the running nudge closes; null while at the party's speed. */
  readonly nudging: 1 | -1 | null;
  /** Newest last, s; cleared by whatever makes older ones meaningless. */
  readonly drifts: readonly number[];
  readonly lastSeekAt: LocalMs | null;
  readonly seekPauseMs: number;
  /** What a seek while playing loses on this element, s (learned). */
  readonly seekCostS: number;
  /** A seek was aimed ahead by `seekCostS`; the next drift tells how right that was. */
  readonly isLearningSeek: boolean;
  /** Tries to reach a paused position that the element may round. */
  readonly pausedTry: { readonly position: number; readonly count: number } | null;
  /** The element ignores or clamps rates: leave them alone until then. */
  readonly rateIgnoredUntil: LocalMs | null;
}

export const FRESH_MEMORY: CorrectionMemory = {
  convergeUntil: 0 as LocalMs,
  nudging: null,
  drifts: [],
  lastSeekAt: null,
  seekPauseMs: SEEK_PAUSE_MS,
  seekCostS: FIRST_SEEK_COST_S,
  isLearningSeek: false,
  pausedTry: null,
  rateIgnoredUntil: null,
};
