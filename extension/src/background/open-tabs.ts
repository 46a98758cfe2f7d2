// What the browser says of a tab that may be closed at any moment.
import type { BrowserApi } from '../platform/browser-api.ts';

type Tabs = Pick<BrowserApi, 'tabs'>;

export async function isPrivateTab({ tabs }: Tabs, tabId: number): Promise<boolean> {
  try {
    return (await tabs.get(tabId)).incognito === true;
  } catch {
    // It is being closed, and can no longer be asked: better not kept than kept against somebody's will.
    return true;
  }
}

export async function isOpenTab({ tabs }: Tabs, tabId: number): Promise<boolean> {
  try {
    await tabs.get(tabId);
    return true;
  } catch {
    return false;
  }
}

export async function titleOfTab({ tabs }: Tabs, tabId: number): Promise<string> {
  try {
    return (await tabs.get(tabId)).title ?? '';
  } catch {
    // It is being closed: the party will be free in a moment.
    return '';
  }
}
