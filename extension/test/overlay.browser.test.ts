import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../scripts/rig/launch-browser.ts';
import type { BrowserKind, RigBrowser, RigTab } from '../../scripts/rig/rig.ts';
import { type FixturePages, serveFixturePages } from './overlay-fixture/pages.ts';

const KINDS: readonly BrowserKind[] = ['chromium', 'firefox'];
const MANIFEST = {
  manifest_version: 3,
  name: 'Overlay fixture',
  version: '1',
  default_locale: 'en',
  action: { default_popup: 'popup.html' },
  content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['content.js'] }],
  host_permissions: ['http://127.0.0.1/*'],
  browser_specific_settings: { gecko: { id: 'overlay-fixture@sameframe.example' } },
};

describe.each(KINDS)('the overlay in %s', (kind) => {
  let extensionDir: string;
  let pages: FixturePages;
  let browser: RigBrowser;
  let tab: RigTab;

  beforeAll(async () => {
    extensionDir = await buildFixture();
    pages = await serveFixturePages();
    browser = await launchBrowser({ kind, extensionDir });
  });
  afterEach(async () => tab?.close());
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await rm(extensionDir, { recursive: true, force: true });
  });

  async function open(page: string, sample: string): Promise<void> {
    tab = await browser.newTab(`${pages.origin}/${page}`);
    await show(sample);
  }
  const show = (sample: string) =>
    tab.evaluate((wanted: string) => {
      document.documentElement.dataset.show = wanted;
    }, sample);
  const asked = () => tab.evaluate(() => document.documentElement.dataset.asked ?? 'nothing');
  const fullscreen = () => tab.evaluate(() => document.fullscreenElement?.localName ?? 'nothing');

  const videoBox = () =>
    tab.evaluate(() => {
      const { left, width, top } = (document.querySelector('video') as Element).getBoundingClientRect();
      return { middle: left + width / 2, top, fills: width === innerWidth && top === 0 };
    });

  /** The overlay follows the video within the frame in which it is told, and is drawn in the next. */
  const twoFrames = () =>
    tab.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    });

  it.each(['strict', 'hostile'])('is readable and can be pressed on a %s page', async (page) => {
    await open(page, 'ask-everyone');
    expect(await tab.waitForStatus('Sameframe', (text) => text !== '')).toContain('Pause for everyone?');
    await tab.clickButton('Just me');
    await expect.poll(asked).toBe('step-out in a click');
    const yes = await tab.find('button', 'Yes');
    // Its own style, whatever the page forbids: an unstyled button would be 20 px high.
    expect(yes?.box.height).toBeCloseTo(32, 3);
  });

  it('lets clicks beside its buttons through to the player', async () => {
    await open('player', 'ask-everyone');
    const question = await tab.find('status', 'Sameframe');
    const hit = await tab.evaluate(
      (x: number, y: number) => document.elementFromPoint(x, y)?.localName ?? 'nothing',
      (question?.box.x ?? 0) + 40,
      (question?.box.y ?? 0) + 60,
    );
    expect(hit).toBe('video');
  });

  it('keeps the keys of its buttons from the site, and leaves all others alone', async () => {
    await open('player', 'ask-everyone');
    await tab.press('k');
    await expect.poll(() => tab.evaluate<number, []>('keys.length')).toBeGreaterThan(0);
    const active = () => tab.evaluate(() => document.activeElement?.localName ?? 'nothing');
    await expect
      .poll(async () => {
        await tab.press('Tab');
        return active();
      })
      .toBe('sameframe-overlay');
    await tab.evaluate('keys.length = 0');
    await tab.press(' ');
    await expect.poll(asked).toBe('for-everyone in a click');
    expect(await tab.evaluate<number, []>('keys.length')).toBe(0);
  });

  it('can be pressed when the player is fullscreen, and comes out of it again', async () => {
    await open('player', 'ask-everyone');
    await tab.clickButton('Player fullscreen');
    await expect.poll(fullscreen).toBe('div');
    await tab.clickButton('Yes');
    await expect.poll(asked).toBe('for-everyone in a click');
    await tab.evaluate(() => document.exitFullscreen());
    await expect.poll(fullscreen).toBe('nothing');
    await tab.clickButton('Just me');
    await expect.poll(asked).toBe('step-out in a click');
  });

  if (kind === 'chromium') {
    // Firefox tells nobody of clicks on its own video controls, so there the question waits.
    it('can be pressed when the <video> itself is fullscreen and makes it inert', async () => {
      await open('player', 'ask-everyone');
      const yes = await tab.find('button', 'Yes');
      const video = await videoBox();
      await tab.clickButton('Video fullscreen');
      await expect.poll(fullscreen).toBe('video');
      // Nothing inert is accessible, so it is found by where it stood: as far from the top and the middle.
      await expect.poll(async () => (await videoBox()).fills).toBe(true);
      await twoFrames();
      const wide = await videoBox();
      const fromMiddle = (yes?.box.x ?? 0) + 10 - video.middle;
      await tab.clickAt(wide.middle + fromMiddle, wide.top + (yes?.box.y ?? 0) + 10 - video.top);
      await expect.poll(asked).toBe('for-everyone in a click');
      expect(await tab.evaluate(() => document.querySelector('video')?.paused)).toBe(true);
    });
  }

  it('outlives a page that rewrites itself', async () => {
    await open('player', 'reconnecting');
    await tab.evaluate(() => {
      document.documentElement.innerHTML = '<body>new</body>';
    });
    expect(await tab.waitForStatus('Sameframe', (text) => text !== '')).toContain('Reconnecting…');
  });
});

async function buildFixture(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sameframe-overlay-'));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  // The texts are the browser's to give: it has the product's own.
  await cp(join(import.meta.dirname, '..', 'static', '_locales'), join(folder, '_locales'), {
    recursive: true,
  });
  await writeFile(join(folder, 'popup.html'), '<!doctype html><title>nothing here</title>');
  await build({
    entryPoints: [join(import.meta.dirname, 'overlay-fixture', 'content.ts')],
    outfile: join(folder, 'content.js'),
    bundle: true,
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.css': 'text' },
  });
  return folder;
}
