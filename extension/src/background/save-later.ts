// Puts pages and links down for the library, from the popup and from the browser's context menu, which needs no access to
// any site. Knows nothing of what the library makes of them.
import {
  INBOX_PREFIX,
  LIBRARY_KEY,
  type PutDown,
  putDown,
  SYNC_MARKER,
  SYNC_PREFIX,
  SYNC_STATE_KEY,
} from '../library/inbox.ts';
import type { BrowserApi } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';

/** What a person points at: a page, or what a link leads to. */
export interface FoundPage {
  readonly url: string;
  readonly title: string;
}

export interface SaveLater {
  save(page: FoundPage): Promise<PutDown>;
  /** With all that waits to be taken in, and what of it is uploaded. */
  forgetLibrary(): Promise<void>;
}

export function createSaveLater(browser: BrowserApi, clock: Clock): SaveLater {
  const { local, sync } = browser.storage;
  return {
    save: ({ url, title }) => putDown(local, { address: url, title, savedAtMs: clock.now() }),
    async forgetLibrary() {
      const all = Object.keys(await local.get(null));
      // First: a page of the library that is open must not upload it once more.
      await local.remove([SYNC_STATE_KEY, LIBRARY_KEY, ...all.filter((key) => key.startsWith(INBOX_PREFIX))]);
      // Its marker before the rest: who looks when half is gone is not to take that for removals.
      await sync.remove(SYNC_MARKER);
      const uploads = Object.keys(await sync.get(null));
      await sync.remove(uploads.filter((key) => key.startsWith(SYNC_PREFIX)));
    },
  };
}
