// What the browser says of a tab that may be closed at this very moment.
import type { BrowserApi } from '../platform/browser-api.ts';

export async function isPrivateTab({ tabs }: BrowserApi, tabId: number): Promise<boolean> {
  try {
    return (await tabs.get(tabId)).incognito === true;
  } catch {
    // It is being closed, and can no longer be asked: better not kept than kept against somebody's will.
    return true;
  }
}

export async function isOpenTab({ tabs }: BrowserApi, tabId: number): Promise<boolean> {
  try {
    await tabs.get(tabId);
    return true;
  } catch {
    // Closed while no worker was there to see it.
    return false;
  }
}

export async function titleOfTab({ tabs }: BrowserApi, tabId: number): Promise<string> {
  try {
    return (await tabs.get(tabId)).title ?? '';
  } catch {
    // It is being closed: who asks will find it gone in a moment.
    return '';
  }
}
