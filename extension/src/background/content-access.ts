// Puts the content script into a tab, as far as the browser lets us. Knows no party.
import type { BrowserApi } from '../platform/browser-api.ts';

const CONTENT_SCRIPT = 'content.js';
const PANELS = 'panels.js';
const emojiIn = (language: string) => `emoji/${language}.js`;
const UNATTACHED = 'unattached.js';

/** Whether the script is in the top frame now. Frames of other sites stay closed without an error. */
export type Injection = 'injected' | 'refused';

/** Into the top frame, as often as is liked: the script looks whether it is there already. */
export async function injectContent(browser: BrowserApi, tabId: number): Promise<Injection> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: [CONTENT_SCRIPT] });
    return 'injected';
  } catch {
    // The browser's texts differ and change; that we are not let in is all there is to know.
    return 'refused';
  }
}

/**
 * Into all frames that let us in. Chrome puts nothing into a frame that is not loaded, such as a lazy one out of sight, and does
 * not answer before it is, be that never.
 */
export async function injectAllFrames({ scripting }: BrowserApi, tabId: number): Promise<void> {
  const target = { tabId, allFrames: true };
  // One frame that cannot be reached may fail them all; those that let us in are in.
  await scripting.executeScript({ target, files: [CONTENT_SCRIPT] }).catch(() => undefined);
}

/** How a site's films are driven, and its half in the page's own world, if it has one; without that the element is all. */
export async function injectSitePlayer(
  browser: BrowserApi,
  frame: { readonly tabId: number; readonly frameId: number },
  { site, hasPageWorld }: { readonly site: string; readonly hasPageWorld: boolean },
): Promise<Injection> {
  const target = { tabId: frame.tabId, frameIds: [frame.frameId] };
  try {
    if (hasPageWorld) {
      await browser.scripting.executeScript({ target, files: [`sites/${site}-page.js`], world: 'MAIN' });
    }
    await browser.scripting.executeScript({ target, files: [`sites/${site}.js`] });
    return 'injected';
  } catch {
    // The frame has gone, or the access to it.
    return 'refused';
  }
}

/**
 * For elements that a page plays without having them in its document: brings the script into its own world that puts them
 * there. To be called with the newest frame's key, as often as is liked: it comes once for each.
 */
export function createUnattachedLook(browser: BrowserApi, tabId: number): (newestFrame: number) => void {
  let lookedTo: number | null = null;
  const target = { tabId, allFrames: true };
  return (newestFrame) => {
    if (newestFrame === lookedTo) return;
    lookedTo = newestFrame;
    // Refused: the access has gone, or the tab.
    browser.scripting.executeScript({ target, files: [UNATTACHED], world: 'MAIN' }).catch(() => undefined);
  };
}

export interface FrameId {
  readonly tabId: number;
  readonly frameId: number;
}

/** The overlay's panels, beside the content script. */
export function injectPanels(browser: BrowserApi, frame: FrameId): Promise<Injection> {
  return injectBeside(browser, frame, PANELS);
}

/** The emoji with their names in a language, beside the panels. */
export function injectEmoji(browser: BrowserApi, frame: FrameId, language: string): Promise<Injection> {
  return injectBeside(browser, frame, emojiIn(language));
}

async function injectBeside(
  browser: BrowserApi,
  { tabId, frameId }: FrameId,
  file: string,
): Promise<Injection> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [file] });
    return 'injected';
  } catch {
    // Somebody took the access back while the content script was there already.
    return 'refused';
  }
}
