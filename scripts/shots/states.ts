// Every state of popup and overlay that the gallery can draw, as its address names it.
import { OVERLAY_SAMPLES } from '../../extension/src/overlay/testing/sample-situations.ts';
import { SAMPLES } from '../../extension/src/popup/testing/sample-views.ts';

export const STATES: readonly string[] = [
  ...Object.keys(SAMPLES).map((name) => `popup/${name}`),
  ...Object.keys(OVERLAY_SAMPLES).map((name) => `overlay/${name}`),
];
