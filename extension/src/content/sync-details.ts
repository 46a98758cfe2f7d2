// The details of the own sync: collected all the time, shown when somebody wants to see them.
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { DetailsView, DriftSample } from '../overlay/details-view.ts';
import { noteDrift } from './drift-history.ts';

export interface SyncDetails {
  /** With each of the background's ticks. */
  note(report: SyncReport, now: LocalMs): void;
  open(report: SyncReport, now: LocalMs): void;
  close(): void;
  readonly isOpen: boolean;
}

/** `show` is told what to show, and null to show nothing. */
export function createSyncDetails(show: (view: DetailsView | null) => void): SyncDetails {
  let history: readonly DriftSample[] = [];
  let isOpen = false;
  const draw = (report: SyncReport, now: LocalMs) => show({ report, history, now });
  return {
    get isOpen() {
      return isOpen;
    },
    note(report, now) {
      history = noteDrift(history, { at: now, driftMs: report.driftMs });
      if (isOpen) draw(report, now);
    },
    open(report, now) {
      isOpen = true;
      draw(report, now);
    },
    close() {
      isOpen = false;
      show(null);
    },
  };
}
