// The details of the own sync: collected all the time, shown when somebody wants to see them.
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { DriftSample } from '../overlay/details-view.ts';
import type { OverlayHandle } from '../overlay/host.ts';
import type { PanelSet } from '../overlay/panel-set.ts';
import { noteDrift } from './drift-history.ts';
import { createPanelLoader, type PanelLoader } from './panel-loader.ts';

export interface SyncDetails {
  /** With each of the background's ticks. */
  note(report: SyncReport, now: LocalMs): void;
  toggle(report: SyncReport, now: LocalMs): void;
  close(): void;
  /** What brings the panel to this frame. */
  readonly panels: Pick<PanelLoader, 'need' | 'settle' | 'repeat'>;
}

export interface SyncDetailsPorts {
  overlay(): OverlayHandle | null;
  /** Also on a page without a film, which has none until a panel has something to do there. */
  openOverlay(): OverlayHandle;
  readPanels(): PanelSet | undefined;
  askForPanels(): void;
  /** The browser did not let the panel in. */
  onRefused(): void;
}

export function createSyncDetails(ports: SyncDetailsPorts): SyncDetails {
  let history: readonly DriftSample[] = [];
  let isOpen = false;
  const draw = (report: SyncReport, now: LocalMs) => ports.overlay()?.showDetails({ report, history, now });
  const close = () => {
    isOpen = false;
    ports.overlay()?.showDetails(null);
  };
  const panels = createPanelLoader({
    readPanels: ports.readPanels,
    ask: ports.askForPanels,
    onThere: (set) => ports.openOverlay().addPanels(set),
    onRefused: () => {
      close();
      ports.onRefused();
    },
  });
  return {
    panels,
    note(report, now) {
      history = noteDrift(history, { at: now, driftMs: report.driftMs });
      if (isOpen) draw(report, now);
    },
    toggle(report, now) {
      if (isOpen) return close();
      isOpen = true;
      draw(report, now);
      panels.need();
    },
    close,
  };
}
