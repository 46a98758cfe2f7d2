// Development builds only: whom the engine took each change for, told to the tests, which stand outside of the extension's
// world. An attribute of our own element is all that both worlds see in both browsers.
import type { Attribution } from '../engine/provenance.ts';
import { OVERLAY_TAG } from '../overlay/host.ts';

export const ATTRIBUTIONS_ATTRIBUTE = 'data-attributions';

/** Call it after each step: a step attributes one change at most. */
export function createAttributionMirror(document: Document): (newest: Attribution | null) => void {
  const told: Attribution[] = [];
  return (newest) => {
    if (newest === null || newest === told.at(-1)) return;
    told.push(newest);
    document.querySelector(OVERLAY_TAG)?.setAttribute(ATTRIBUTIONS_ATTRIBUTE, JSON.stringify(told));
  };
}
