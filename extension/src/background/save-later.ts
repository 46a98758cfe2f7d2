// Puts pages and links down for the library, from the popup and from the browser's context menu, which needs no access to
// any site. Knows nothing of what the library makes of them.
import {
  INBOX_PREFIX,
  LIBRARY_KEY,
  type PutDown,
  putDown,
  SYNC_PREFIX,
  SYNC_STATE_KEY,
} from '../library/inbox.ts';
import type { BrowserApi, MenuClick, TabInfo } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import { text } from '../ui/text.ts';

interface SavedPage {
  readonly url: string;
  readonly title: string;
}

export interface SaveLater {
  /** `page`: as the party's script sees it, which knows more of some sites than their address; null: none is there. */
  saveTab(tabId: number, page: SavedPage | null): Promise<PutDown>;
  saveClicked(click: MenuClick, tab: TabInfo | undefined): Promise<PutDown>;
  /** With all that waits to be taken in, and what of it is uploaded. */
  forgetLibrary(): Promise<void>;
}

export function createSaveLater(browser: BrowserApi, clock: Clock): SaveLater {
  const { local, sync } = browser.storage;
  const put = (address: string, title: string) => putDown(local, { address, title, savedAtMs: clock.now() });
  return {
    async saveTab(tabId, page) {
      if (page !== null) return put(page.url, page.title);
      // The click on the toolbar lets us read both.
      const { url = '', title = '' } = await browser.tabs.get(tabId);
      return put(url, title);
    },
    saveClicked({ linkUrl, linkText = '', pageUrl = '' }, tab) {
      return linkUrl === undefined ? put(pageUrl, tab?.title ?? '') : put(linkUrl, linkText);
    },
    async forgetLibrary() {
      const all = Object.keys(await local.get(null));
      // First: a page of the library that is open must not upload it once more.
      await local.remove([SYNC_STATE_KEY, LIBRARY_KEY, ...all.filter((key) => key.startsWith(INBOX_PREFIX))]);
      const uploads = Object.keys(await sync.get(null));
      await sync.remove(uploads.filter((key) => key.startsWith(SYNC_PREFIX)));
    },
  };
}

/** Browsers keep the item from then on, also while no worker runs. */
export async function offerWatchLater({ contextMenus }: BrowserApi): Promise<void> {
  await contextMenus.removeAll();
  contextMenus.create({
    id: 'watch-later',
    title: text('menuWatchLater'),
    contexts: ['page', 'link', 'video'],
    documentUrlPatterns: ['*://*/*'],
  });
}
