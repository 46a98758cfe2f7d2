import type { FeaturePanel } from './feature.ts';

/** A feature as the panel shows it. */
export interface Tab extends FeaturePanel {
  readonly id: string;
  readonly label: () => string;
}
