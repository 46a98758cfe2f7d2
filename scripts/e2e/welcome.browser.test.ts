// The page after the installation: it opens by itself with the release, and a party can be tried out on it alone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildExtension } from '../build/build-extension.ts';
import { launchBrowser } from '../rig/launch-browser.ts';
import type { RigBrowser, RigTab } from '../rig/rig.ts';
import { waitForValue } from '../rig/wait-for.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { REPEATS } from './stage.ts';
import { useStage } from './use-stage.ts';

const OWN = '.seat:first-child video';
const FRIENDS = '.seat:last-child video';
/** As far apart as two looks at the pages may be, s. */
const TOGETHER_S = 0.3;

describe.each(['chromium', 'firefox'] as const)(
  'the welcome page in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    it('[WE2] [WE3] lets somebody alone try out what a party is', async () => {
      const page = await on.browser.newTab(`${on.browser.extensionOrigin}/welcome.html`);
      const [own, friends] = [page.video(OWN), page.video(FRIENDS)];
      await own.waitUntil(({ readyState }) => readyState >= 3, { what: 'the film to be there' });

      await own.clickPlayButton();
      await friends.waitUntil(({ paused }) => !paused, { what: 'the friend’s film to play' });
      await together(page);
      await page.clickButton('Let Robin press play or pause');
      await own.waitUntil(({ paused }) => paused, { what: 'one’s own film to stand' });
      await tells(page, 'Robin paused');
      await page.clickButton('Let Robin jump ahead');
      await own.waitUntil(({ currentTime }) => currentTime >= 15, { what: 'one’s own film to jump' });
      await together(page);

      await own.clickTimeline(0.75);
      await friends.waitUntil(({ currentTime }) => currentTime > 35, { what: 'the friend’s film to jump' });
      await together(page);
      await tells(page, 'You jumped');
      await waitForValue(
        () => page.evaluate(readTicks),
        (ticks) => ticks === 3,
        { what: 'all to be ticked' },
      );
      expect(await page.evaluate(readText)).toContain('That is all there is to it. Now with a real friend:');
      expect(await page.evaluate(listHosts)).toEqual([]);
      await page.close();
    });

    it('[WE1] is a press away in the popup before the first party', async () => {
      const person = await Person.open(on.browser, `${on.stage.playground.origin}/plain.html`);
      await person.inPopup(async (popup) => {
        await popup.clickButton('Try it out alone');
        await popup.waitUntilClosed();
      });
      await opensWelcome(on.browser);
    });

    it('[WE1] opens by itself after the release was installed', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'sameframe-release-'));
      const extensionDir = await buildExtension({
        browser: kind === 'chromium' ? 'chrome' : 'firefox',
        mode: 'release',
        relayUrl: 'https://relay.example',
        outDir: join(folder, kind),
      });
      const browser = await launchBrowser({ kind, extensionDir });
      await opensWelcome(browser);
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    });
  },
);

/** Both films are at the same place, whether they play or stand. */
async function together(page: RigTab): Promise<void> {
  await waitForValue(
    () => page.evaluate(readDistanceS, OWN, FRIENDS),
    (distanceS) => distanceS < TOGETHER_S,
    { what: 'the two films to be together', timeoutMs: PATIENCE_MS },
  );
}

async function tells(page: RigTab, words: string): Promise<void> {
  await waitForValue(
    () => page.evaluate(readText),
    (text) => text.includes(words),
    {
      what: `“${words}” to be told`,
      timeoutMs: PATIENCE_MS,
    },
  );
}

/** Of all our own pages that are open one is the welcome. */
async function opensWelcome(browser: RigBrowser): Promise<void> {
  const page = await browser.newTab(`${browser.extensionOrigin}/library.html`);
  await waitForValue(
    () => page.evaluate(listOwnPages),
    (paths) => paths.includes('/welcome.html'),
    {
      what: 'the welcome page to be open',
      timeoutMs: PATIENCE_MS,
    },
  );
  await page.close();
}

// The functions below run in the page: they may use nothing from this file.

function readDistanceS(own: string, friends: string): number {
  const [first, second] = [own, friends].map(
    (each) => document.querySelector<HTMLVideoElement>(each)?.currentTime,
  );
  return Math.abs((first ?? 0) - (second ?? Number.POSITIVE_INFINITY));
}

function readText(): string {
  return document.body.innerText;
}

function readTicks(): number {
  return document.querySelectorAll('[data-done]').length;
}

/** That anything was asked of, but the extension itself. */
function listHosts(): string[] {
  const names = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin);
  return names.filter((origin) => origin !== location.origin);
}

function listOwnPages(): string[] {
  return chrome.extension.getViews({ type: 'tab' }).map(({ location: { pathname } }) => pathname);
}
