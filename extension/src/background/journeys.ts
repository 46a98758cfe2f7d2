// A tab's way to the page of its party: one journey, however many ask for it.
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { BrowserApi } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import type { TabParty } from './tab-party.ts';
import { pageOf } from './tab-router.ts';

export interface Journeys {
  goToMedia(tabId: number): Promise<void>;
  /** Whoever went back by mistake a moment after they came may come again. */
  forget(tabId: number): void;
}

const SAME_JOURNEY_MS = 3_000;

export function createJourneys(
  { browser, clock }: { readonly browser: BrowserApi; readonly clock: Clock },
  byTab: ReadonlyMap<number, TabParty>,
): Journeys {
  const journeys = new Map<number, { readonly url: string; readonly at: LocalMs }>();
  return {
    async goToMedia(tabId) {
      const { session, routing } = byTab.get(tabId)?.facts() ?? {};
      const { key, url } = session?.replica.timeline.playback?.media ?? {};
      if (url === undefined) return;
      // Loaded anew, a page loses what the browser lets us do there.
      const page = routing === undefined ? null : pageOf(routing);
      if (page !== null && mediaKeyOf(page.url) === key) return;
      // The popup may ask and the granted permission may ask.
      const last = journeys.get(tabId);
      if (last?.url === url && clock.now() - last.at < SAME_JOURNEY_MS) return;
      journeys.set(tabId, { url, at: clock.now() });
      // Parsed as http or https when the event came in: never a script or a page of the browser's own.
      await browser.tabs.update(tabId, { url });
    },
    forget: (tabId) => void journeys.delete(tabId),
  };
}
