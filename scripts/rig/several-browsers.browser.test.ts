import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { servePlayground } from '../playground/serve-playground.ts';
import { launchBrowser } from './launch-browser.ts';
import type { BrowserKind, RigBrowser } from './rig.ts';
import { waitForValue } from './wait-for.ts';

const FIXTURE_DIR = fileURLToPath(new URL('./fixture-extension/', import.meta.url));

describe('several browsers at once', () => {
  const closing: Array<{ close(): Promise<void> }> = [];
  afterEach(async () => {
    for (const one of closing.splice(0).reverse()) await one.close();
  });

  const setUp = async (kinds: readonly BrowserKind[]) => {
    const playground = await servePlayground();
    closing.push(playground);
    const browsers: RigBrowser[] = [];
    for (const kind of kinds) {
      const browser = await launchBrowser({ kind, extensionDir: FIXTURE_DIR });
      closing.push(browser);
      browsers.push(browser);
    }
    return { playground, browsers };
  };

  it('plays in two Chromium and one Firefox at the full rate', async () => {
    const { playground, browsers } = await setUp(['chromium', 'chromium', 'firefox']);
    const videos = await Promise.all(
      browsers.map(async (browser) => (await browser.newTab(`${playground.origin}/plain.html`)).video()),
    );
    for (const video of videos) await video.clickPlayButton();
    const rates = await Promise.all(
      videos.map(async (video) => {
        await video.waitUntil(({ currentTime }) => currentTime > 0.5);
        const first = await video.readFresh();
        await video.waitUntil(({ currentTime }) => currentTime > first.currentTime + 3);
        const last = await video.readFresh();
        return ((last.currentTime - first.currentTime) * 1_000) / (last.readAtMs - first.readAtMs);
      }),
    );
    for (const rate of rates) expect(rate).toBeCloseTo(1, 1);
  });

  it.each(['chromium', 'firefox'] as const)('hides a tab of %s behind another, for real', async (kind) => {
    const { playground, browsers } = await setUp([kind]);
    const [browser] = browsers;
    if (!browser) throw new Error('no browser');
    const tab = await browser.newTab(`${playground.origin}/plain.html`);
    const readVisibility = () => tab.evaluate(() => document.visibilityState);
    expect(await readVisibility()).toBe('visible');
    const other = await browser.newTab(`${playground.origin}/no-video.html`);
    await other.bringToFront();
    expect(await readVisibility()).toBe('hidden');
    await tab.bringToFront();
    expect(await readVisibility()).toBe('visible');
    await tab.reload();
    expect(await tab.url()).toBe(`${playground.origin}/plain.html`);
    await tab.goto(`${playground.otherOrigin}/silent.html`);
    expect(await tab.url()).toBe(`${playground.otherOrigin}/silent.html`);
    expect(await tab.evaluate(() => document.title)).toContain('Silent video');
    await tab.back();
    await waitForValue(
      () => tab.url(),
      (url) => url === `${playground.origin}/plain.html`,
      { what: 'the page before' },
    );
  });
});
