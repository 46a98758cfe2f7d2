// Each workaround of QUIRKS.md rests on a defect that is still there. When one of these fails, a browser has
// mended it: take the workaround out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countFramesApart } from '../../../scripts/bench/figures/paused.ts';
import { readPicture } from '../../../scripts/bench/page/painted-frame.ts';
import { Person } from '../../../scripts/e2e/person.ts';
import { type Stage, setStage } from '../../../scripts/e2e/stage.ts';
import { waitFor } from '../../../scripts/rig/wait-for.ts';

declare const browser: {
  readonly scripting: {
    executeScript(injection: {
      target: { tabId: number };
      func: () => string;
    }): Promise<readonly { readonly result: string }[]>;
  };
};

async function seekToTheMillisecondInPage(): Promise<void> {
  const video = document.querySelector('video');
  if (video === null) throw new Error('no video');
  const isShown = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
  video.currentTime = Math.floor(1_000 * video.currentTime) / 1_000;
  await isShown;
}

/** The frame ahead is there at one pause of two. */
const MOST_PAUSES = 20;
/** A few frames: the clock of the film runs before its first one is on the screen. */
const IN_MOTION_S = 0.2;

describe('quirks', { timeout: 60_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('#1: Firefox gives content scripts no iterable URLSearchParams', async () => {
    const firefox = await stage.launch('firefox');
    const person = await Person.open(firefox, `${stage.playground.origin}/plain.html`);
    // The toolbar click is what lets us into the page.
    await person.inPopup(async (popup) => popup.text());
    const tabId = await firefox.extensionTabId(person.tab);
    const page = await firefox.newTab(`${firefox.extensionOrigin}/manifest.json`);
    const outcome = await page.evaluate(async (id: number) => {
      const results = await browser.scripting.executeScript({
        target: { tabId: id },
        func: () => {
          try {
            return [...new URL('https://a.example/?one=1').searchParams.keys()].join();
          } catch (error) {
            return String(error);
          }
        },
      });
      return results[0]?.result;
    }, tabId);
    expect(outcome).toMatch(/not iterable/);
  });

  it.each(['chromium', 'firefox'] as const)('#2: %s stops a frame ahead of the playhead', async (kind) => {
    const person = await Person.open(await stage.launch(kind), `${stage.playground.origin}/plain.html`);
    const { tab } = person;
    let ahead: number | null = 0;
    for (let round = 0; round < MOST_PAUSES && ahead === 0; round += 1) {
      const { currentTime } = await person.video.read();
      await person.startPlaying();
      await person.waitUntil(
        'the film to be in motion',
        (video) => video.currentTime > currentTime + IN_MOTION_S,
      );
      await person.pause();
      const stopped = await readPicture(tab);
      await tab.evaluate(seekToTheMillisecondInPage);
      ahead = countFramesApart({ actor: 0, pictures: [stopped, await readPicture(tab)] });
    }
    expect(ahead).toBe(1);
  });

  it('#3: Firefox pauses the film under a click on its timeline', async () => {
    const firefox = await stage.launch('firefox');
    const { tab, video } = await Person.open(firefox, `${stage.playground.origin}/plain.html`);
    await video.clickPlayButton();
    await tab.evaluate(() => {
      const element = document.querySelector('video');
      element?.addEventListener('pause', () => {
        document.title = `paused ${element.paused} pressed ${element.matches(':active')}`;
      });
    });
    await video.clickTimeline(0.5);
    await waitFor(async () => (await tab.evaluate(() => document.title)) === 'paused true pressed true', {
      what: 'the film to be paused under the button',
    });
  });

  it('#4: Firefox makes every KeyboardEvent composed', async () => {
    const firefox = await stage.launch('firefox');
    const tab = await firefox.newTab(`${stage.playground.origin}/plain.html`);
    const heard = await tab.evaluate(() => {
      const kinds: string[] = [];
      window.addEventListener('keydown', (event) => kinds.push(event.constructor.name), { capture: true });
      const host = document.body.appendChild(document.createElement('div'));
      const field = host.attachShadow({ mode: 'closed' }).appendChild(document.createElement('textarea'));
      field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: false }));
      field.dispatchEvent(new Event('keydown', { bubbles: true, composed: false }));
      return kinds;
    });
    expect(heard).toEqual(['KeyboardEvent']);
  });

  it('#5: Firefox calls nothing active under a press that the page keeps from it', async () => {
    const firefox = await stage.launch('firefox');
    const tab = await firefox.newTab(`${stage.playground.origin}/plain.html`);
    const seenActive = async (isKept: boolean) => {
      await tab.evaluate((isToKeep: boolean) => {
        document.title = '';
        const hear = (event: Event) => {
          if (isToKeep) event.preventDefault();
          requestAnimationFrame(() => {
            document.title = `active ${document.documentElement.matches(':active')}`;
          });
        };
        addEventListener('mousedown', hear, { once: true });
      }, isKept);
      await tab.clickAt(20, 20, 200);
      return waitFor(async () => (await tab.evaluate(() => document.title)) || null, { what: 'the press' });
    };
    expect(await seenActive(false)).toBe('active true');
    expect(await seenActive(true)).toBe('active false');
  });
});
