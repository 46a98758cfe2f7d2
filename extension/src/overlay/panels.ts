// Every panel, for the bundle of panels alone: the overlay knows them by panel-set.ts only.
import { h, render } from 'preact';
import { DetailsPanel } from './details-panel.tsx';
import { createOffers } from './offers.ts';
import type { PanelSet } from './panel-set.ts';
import styles from './panels.css';

/** `side`: the features beside the film, of which this folder knows nothing. */
export const createPanels = (side: Pick<PanelSet, 'styles' | 'openSide'>): PanelSet => ({
  styles: styles + side.styles,
  openSide: side.openSide,
  drawDetails: (into, details, onAsk) =>
    render(details === null ? null : h(DetailsPanel, { details, onAsk }), into),
  createOffers,
});
