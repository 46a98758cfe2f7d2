// A RigTab over a puppeteer page of Firefox.
import type { KeyInput, Page } from 'puppeteer-core';
import { dragOn } from '../drag.ts';
import type { RigBrowser, RigTab } from '../rig.ts';
import { readContextId } from './bidi-connection.ts';
import { createFirefoxFrame, type FirefoxPage } from './firefox-frame.ts';

export interface FirefoxTab extends RigTab {
  readonly contextId: string;
  readonly page: Page;
}

export function createFirefoxTab(browser: RigBrowser, of: FirefoxPage): FirefoxTab {
  const { page, connection, scope } = of;
  const contextId = readContextId(page);
  return {
    ...createFirefoxFrame(of, []),
    browser,
    contextId,
    page,
    // Puppeteer's own goto hangs on the extension's pages, and its url() goes stale there.
    goto: async (url) => {
      await connection.send('browsingContext.navigate', { context: contextId, url, wait: 'complete' });
    },
    reload: async () => {
      await connection.send('browsingContext.reload', { context: contextId, wait: 'complete' });
    },
    back: async () => {
      await connection.send('browsingContext.traverseHistory', { context: contextId, delta: -1 });
    },
    url: async () => (await scope.call<{ url: string }>('readTab', { contextId })).url,
    press: async (key, { holding = [] } = {}) => {
      for (const modifier of holding) await page.keyboard.down(modifier);
      await page.keyboard.press(key as KeyInput);
      for (const modifier of [...holding].reverse()) await page.keyboard.up(modifier);
    },
    type: (text) => page.keyboard.type(text),
    moveMouse: (x, y) => page.mouse.move(x, y),
    turnWheel: (byPx) => page.mouse.wheel({ deltaY: byPx }),
    drag: (from, to, isThere) => dragOn(page, from, to, isThere),
    bringToFront: () => page.bringToFront(),
    screenshot: async (path) => {
      await page.screenshot({ path: path as `${string}.png` });
    },
    close: () => page.close(),
  };
}
