// The panels of the overlay, which most people never open: a bundle of its own (entrypoints/panels.ts) that comes to the
// frame when the first of them is opened. It draws with a Preact of its own into what the overlay gives it.
import type { DetailsView } from './details-view.ts';
import type { OverlayAsk } from './overlay-view.ts';

export interface PanelSet {
  /** Style sheet of all of them. */
  readonly styles: string;
  /** The panel "Sync details"; null takes it away. */
  drawDetails(into: Element, details: DetailsView | null, onAsk: (ask: OverlayAsk) => void): void;
}

declare global {
  /** Set in the extension's own world of the frame once the bundle is there; outlives a party. */
  var sameframePanels: PanelSet | undefined;
}
