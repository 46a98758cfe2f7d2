// What the panel "Sync details" shows. Types alone, and the span they are about.
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';

/** The panel looks back so far, in ms. */
export const HISTORY_SPAN_MS = 60_000;

export interface DriftSample {
  readonly at: LocalMs;
  /** playhead − expected position, in ms; null while there was nothing to measure. */
  readonly driftMs: number | null;
}

export interface DetailsView {
  readonly report: SyncReport;
  /** Oldest first, within the span before `now`. */
  readonly history: readonly DriftSample[];
  readonly now: LocalMs;
}
