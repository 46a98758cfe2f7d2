// A RigTab over a puppeteer page of Chromium.
import type { KeyInput, Page } from 'puppeteer-core';
import { dragOn } from '../drag.ts';
import type { RigBrowser, RigTab } from '../rig.ts';
import { createChromiumFrame } from './chromium-frame.ts';

export interface ChromiumTab extends RigTab {
  readonly page: Page;
}

export function createChromiumTab(browser: RigBrowser, page: Page): ChromiumTab {
  return {
    ...createChromiumFrame(page, []),
    browser,
    page,
    goto: async (url) => {
      await page.goto(url, { waitUntil: 'load' });
    },
    reload: async () => {
      await page.reload({ waitUntil: 'load' });
    },
    back: async () => {
      const session = await page.createCDPSession();
      const { currentIndex, entries } = await session.send('Page.getNavigationHistory');
      const before = entries[currentIndex - 1];
      if (before) await session.send('Page.navigateToHistoryEntry', { entryId: before.id });
      await session.detach();
    },
    url: async () => page.url(),
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
