// How far a page's `performance.now()` is from the bench's. Both run on the machine's monotonic clock, so one
// measurement holds for a page's life, whatever its wall clock says.
import type { RigTab } from '../../rig/rig.ts';

const PROBES = 25;

export interface PageClock {
  /** Bench time minus page time. */
  readonly offsetMs: number;
  /** Half the least round trip: how wrong that may be. */
  readonly uncertaintyMs: number;
}

export function measurePageClock(tab: RigTab): Promise<PageClock> {
  return tab.evaluate(probeInPage, PROBES);
}

async function probeInPage(probes: number): Promise<{ offsetMs: number; uncertaintyMs: number }> {
  let best = { offsetMs: 0, uncertaintyMs: Number.POSITIVE_INFINITY };
  for (let count = 0; count < probes; count += 1) {
    const sentAt = performance.now();
    const serverAt = Number(await (await fetch('/clock')).text());
    const receivedAt = performance.now();
    const uncertaintyMs = (receivedAt - sentAt) / 2;
    if (uncertaintyMs < best.uncertaintyMs) {
      best = { offsetMs: serverAt - (sentAt + receivedAt) / 2, uncertaintyMs };
    }
  }
  return best;
}
