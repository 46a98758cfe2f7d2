// Shows how things stand in the overlay. Each showing makes the page lay itself out: only what has changed is worth that.
import type { OverlayHandle } from '../overlay/host.ts';
import { type Situation, viewOf } from '../overlay/situation-view.ts';

export function createShownSituation(overlay: () => OverlayHandle | null): (situation: Situation) => void {
  let shown = '';
  return (situation) => {
    const told = JSON.stringify(situation);
    if (told === shown) return;
    shown = told;
    overlay()?.show(viewOf(situation));
  };
}
