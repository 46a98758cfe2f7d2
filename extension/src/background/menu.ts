// The items of the browser's context menu: what they are called, when they are there, and what was clicked.
import type { BrowserApi, MenuClick, TabInfo } from '../platform/browser-api.ts';
import { type TextKey, text } from '../ui/text.ts';
import type { FoundPage } from './save-later.ts';

const WATCH_LATER = 'watch-later';
export const ADD_TO_QUEUE = 'add-to-queue';

const TITLES = { [WATCH_LATER]: 'menuWatchLater', [ADD_TO_QUEUE]: 'menuAddToQueue' } satisfies Record<
  string,
  TextKey
>;

/** Browsers keep the items from then on, also while no worker runs. */
export async function createMenu({ contextMenus }: BrowserApi): Promise<void> {
  await contextMenus.removeAll();
  for (const [id, title] of Object.entries(TITLES)) {
    contextMenus.create({
      id,
      title: text(title),
      contexts: ['page', 'link', 'video'],
      documentUrlPatterns: ['*://*/*'],
      visible: id !== ADD_TO_QUEUE,
    });
  }
}

/** The queue's item is there while a party is on; answers a function to be told of that. */
export function tendMenu({ contextMenus }: BrowserApi): (isPartyOn: boolean) => void {
  let told: boolean | null = null;
  return (visible) => {
    if (visible === told) return;
    told = visible;
    // Not there yet: where it is made, a moment later, it is told again.
    contextMenus.update(ADD_TO_QUEUE, { visible }).catch(() => {
      told = null;
    });
  };
}

export function pageOfClick(
  { linkUrl, linkText = '', pageUrl = '' }: MenuClick,
  tab: TabInfo | undefined,
): FoundPage {
  return linkUrl === undefined
    ? { url: pageUrl, title: tab?.title ?? '' }
    : { url: linkUrl, title: linkText };
}
