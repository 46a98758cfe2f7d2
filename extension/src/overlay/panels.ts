// Every panel, for the bundle of panels alone: the overlay knows them by panel-set.ts only.
import { h, render } from 'preact';
import { DetailsPanel } from './details-panel.tsx';
import { createOffers } from './offers.ts';
import type { PanelSet } from './panel-set.ts';
import styles from './panels.css';

export const PANELS: PanelSet = {
  styles,
  drawDetails: (into, details, onAsk) =>
    render(details === null ? null : h(DetailsPanel, { details, onAsk }), into),
  createOffers,
};
