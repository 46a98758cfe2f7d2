import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { kindsFor } from '../e2e/stage.ts';
import { type Playground, servePlayground } from '../playground/serve-playground.ts';
import { launchBrowser } from './launch-browser.ts';
import type { RigBrowser, RigTab } from './rig.ts';

const FIXTURE_DIR = fileURLToPath(new URL('./fixture-extension/', import.meta.url));
// In the short run what all other tests do shows whether Chromium's half works.
describe.each(kindsFor('firefox'))('the rig drives %s', (kind) => {
  let playground: Playground;
  let browser: RigBrowser;
  let shots: string;
  const tabs: RigTab[] = [];

  const openTab = async (page: string) => {
    const tab = await browser.newTab(`${playground.origin}/${page}`);
    tabs.push(tab);
    return tab;
  };

  beforeAll(async () => {
    shots = await mkdtemp(join(tmpdir(), 'sameframe-shots-'));
    playground = await servePlayground();
    browser = await launchBrowser({ kind, extensionDir: FIXTURE_DIR });
  });
  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close();
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
    await rm(shots, { recursive: true, force: true });
  });

  it('reads a page without giving it user activation', async () => {
    const tab = await openTab('plain.html');
    const sum = await tab.evaluate((left: number, right: number) => left + right, 2, 3);
    const wasActive = await tab.evaluate(() => navigator.userActivation.hasBeenActive);
    const refusal = await tab.evaluate(() =>
      document
        .querySelector('video')
        ?.play()
        .then(
          () => 'played',
          (error: DOMException) => error.name,
        ),
    );
    expect({ sum, wasActive, refusal }).toEqual({ sum: 5, wasActive: false, refusal: 'NotAllowedError' });
    await expect(tab.evaluate('missing.thing')).rejects.toMatchObject({ code: 'page-threw' });
  });

  it('plays and pauses with the native play button', async () => {
    const video = (await openTab('plain.html')).video();
    await video.waitUntil(({ readyState }) => readyState === 4);
    await video.clickPlayButton();
    const playing = await video.waitUntil(({ paused, currentTime }) => !paused && currentTime > 0.2);
    await video.clickPlayButton();
    await video.waitUntil(({ paused }) => paused);
    expect(playing.duration).toBeCloseTo(300, 0);
  });

  it('hits the play button after the controls have hidden', async () => {
    const video = (await openTab('plain.html')).video();
    await video.clickPlayButton();
    await video.waitUntil(({ currentTime }) => currentTime > 4);
    await video.clickPlayButton();
    await video.waitUntil(({ paused }) => paused);
  });

  it.each([0.1, 0.25, 0.5, 0.9])('seeks to %d of the film on the native timeline', async (fraction) => {
    const video = (await openTab('plain.html')).video();
    await video.waitUntil(({ readyState }) => readyState === 4);
    await video.clickTimeline(fraction);
    const { currentTime } = await video.waitUntil((now) => !now.seeking && now.currentTime > 1);
    expect(Math.abs(currentTime - 300 * fraction)).toBeLessThan(3);
  });

  it('changes speed in the native menu, there and back', async () => {
    const video = (await openTab('plain.html')).video();
    await video.waitUntil(({ readyState }) => readyState === 4);
    for (const rate of [1.5, 0.5, 2, 1] as const) {
      await video.chooseRate(rate);
      await video.waitUntil(({ playbackRate }) => playbackRate === rate, { what: `the rate ${rate}` });
    }
  });

  it('uses the keyboard on a focused video', async () => {
    const tab = await openTab('plain.html');
    const video = tab.video();
    await video.waitUntil(({ readyState }) => readyState === 4);
    await video.press(' ');
    await video.waitUntil(({ paused }) => !paused);
    await video.press('ArrowRight');
    await video.waitUntil(({ currentTime }) => currentTime > 4);
    await video.press(' ');
    await video.waitUntil(({ paused }) => paused);
  });

  it('reads a playing position exactly', async () => {
    const video = (await openTab('plain.html')).video();
    await video.clickPlayButton();
    await video.waitUntil(({ currentTime }) => currentTime > 0.5);
    const first = await video.readFresh();
    await video.waitUntil(({ currentTime }) => currentTime > first.currentTime + 1);
    const second = await video.readFresh();
    const elapsedSeconds = (second.readAtMs - first.readAtMs) / 1_000;
    expect(Math.abs(second.currentTime - first.currentTime - elapsedSeconds)).toBeLessThan(0.02);
  });

  it('works inside a frame of another site', async () => {
    const tab = await openTab('frame.html');
    const video = tab.frame('#player').video();
    expect(await tab.frame('#player').evaluate(() => location.origin)).toBe(playground.otherOrigin);
    await video.waitUntil(({ readyState }) => readyState === 4);
    await video.clickPlayButton();
    await video.waitUntil(({ paused, currentTime }) => !paused && currentTime > 0.2);
    await video.clickTimeline(0.5);
    await video.waitUntil(({ currentTime }) => Math.abs(currentTime - 150) < 5);
    await video.chooseRate(1.25);
    await video.waitUntil(({ playbackRate }) => playbackRate === 1.25);
  });

  it('clicks, types and moves in the page, also out of view', async () => {
    const tab = await openTab('speed.html');
    await tab.evaluate(() => {
      document.body.style.paddingTop = '2000px';
    });
    await tab.click('[data-rate="1.5"]');
    await tab.video().waitUntil(({ playbackRate }) => playbackRate === 1.5);
    await tab.click('#play');
    await tab.video().waitUntil(({ paused }) => !paused);
  });

  it('opens the popup with the toolbar action, which grants activeTab', async () => {
    const tab = await openTab('plain.html');
    const popup = await browser.openPopup(tab);
    await popup.fill('Message', 'hello there');
    await popup.clickButton('Add');
    expect(await popup.waitForStatus('Result', (text) => text !== '')).toBe('added trusted=true active=true');
    expect(await popup.listItems('Items')).toEqual(['hello there']);
    expect(await popup.hasButton('Ask for access')).toBe(true);
    expect(await popup.hasButton('Ask')).toBe(false);
    expect(await popup.text()).toContain('Rig fixture');
    await popup.clickButton('Mark page');
    await popup.waitForStatus('Result', (text) => text === 'marked');
    expect(await tab.evaluate(() => document.documentElement.dataset.rigFixture)).toBe('here');
    await popup.screenshot(join(shots, 'popup.png'));
    expect((await readFile(join(shots, 'popup.png'))).subarray(1, 4).toString()).toBe('PNG');
    await popup.close();
    await popup.waitUntilClosed();
  });

  it('chooses the tab that the popup is for', async () => {
    const first = await openTab('plain.html');
    const second = await openTab('no-video.html');
    const popup = await browser.openPopup(first);
    await popup.clickButton('Mark page');
    await popup.waitForStatus('Result', (text) => text === 'marked');
    expect(await first.evaluate(() => document.documentElement.dataset.rigFixture)).toBe('here');
    expect(await second.evaluate(() => document.documentElement.dataset.rigFixture ?? 'none')).toBe('none');
    const again = await browser.openPopup(second);
    await again.clickButton('Mark page');
    await again.waitForStatus('Result', (text) => text === 'marked');
    await again.close();
  });

  it('notices that a popup closed itself', async () => {
    const popup = await browser.openPopup(await openTab('plain.html'));
    await popup.clickButton('Close me');
    await popup.waitUntilClosed();
    await expect(popup.statusText('Result')).rejects.toMatchObject({ code: 'popup-closed' });
  });

  it('opens the popup as a tab that knows which tab it drives, and grants nothing', async () => {
    const tab = await openTab('plain.html');
    const popup = await browser.openPopupAsTab(tab);
    await popup.clickButton('Mark page');
    expect(await popup.waitForStatus('Result', (text) => text !== '')).toContain('refused');
    await popup.fill('Message', 'from a tab');
    await popup.clickButton('Add');
    await popup.waitForStatus('Result', (text) => text === 'added trusted=true active=true');
    expect(await popup.listItems('Items')).toEqual(['from a tab']);
    await popup.close();
    expect(await popup.isOpen()).toBe(false);
  });

  it('finds and clicks things in a closed shadow root', async () => {
    const tab = await openTab('plain.html');
    const popup = await browser.openPopup(tab);
    await popup.clickButton('Mark page');
    await popup.waitForStatus('Result', (text) => text === 'marked');
    await popup.close();
    expect(await tab.statusText('Fixture')).toBe('ready');
    await tab.clickButton('Fixture button');
    expect(await tab.waitForStatus('Fixture', (text) => text !== 'ready')).toBe('clicked trusted=true');
  });

  it('stops the background, which the next message revives', async () => {
    const popup = await browser.openPopupAsTab(await openTab('plain.html'));
    const countStarts = async () => {
      await popup.clickButton('Count starts');
      return Number((await popup.waitForStatus('Result', (text) => text.startsWith('starts='))).slice(7));
    };
    const before = await countStarts();
    expect(await browser.backgroundState()).toBe('running');
    await browser.stopBackground();
    expect(await browser.backgroundState()).toBe('stopped');
    await popup.clickButton('Count starts');
    await popup.waitForStatus('Result', (text) => text === `starts=${before + 1}`);
    expect(await browser.backgroundState()).toBe('running');
    await popup.close();
  });
});
