// Which of several videos is the party's: decided alike for everyone, and changed by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RigFrame } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS, type Stage, setStage } from './stage.ts';
import { tellFlows } from './tell-flows.ts';

const LIST = 'Videos on this page';

describe.each(kindsFor('firefox'))(
  'several videos on a page, in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    let stage: Stage;
    let lea: LightMember;
    let alice: Person;
    let bob: Person;
    beforeAll(async () => {
      stage = await setStage({ hostAccess: 'granted' });
      lea = await startLightParty(stage.relay.url);
      const url = `${stage.playground.origin}/adverts.html`;
      alice = await Person.open(await stage.launch(kind), url);
      bob = await Person.open(await stage.launch(kind === 'firefox' ? 'chromium' : 'firefox'), url);
      // As an ad blocker does it.
      await bob.tab.evaluate(() => {
        for (const advert of document.querySelectorAll('.advert')) advert.remove();
      });
      await alice.joinParty(lea.code);
      await bob.joinParty(lea.code);
    }, 240_000);
    afterAll(async () => {
      await lea.close();
      await stage.close();
    });

    const film = () => alice.tab.frame('#player').video();
    const spoken = () => alice.tab.video('#spoken');

    it('[FV1] the film in its frame is the party’s, with and without the adverts around it', async () => {
      for (const browser of ['chromium', 'firefox'] as const) {
        tellFlows({ fixture: 'adverts', browser }, ['found', 'party’s acts']);
      }
      const positionS = Math.abs((await film().read()).currentTime - 20) < 1 ? 25 : 20;
      lea.act('seek-to', { positionSeconds: positionS });
      await waitForPosition(film(), positionS);
      await waitForPosition(bob.tab.frame('#player').video(), positionS);
      expect((await spoken().read()).currentTime).toBe(0);
    });

    it('[FV6] another is picked from the list in the popup, and the choice given back there', async () => {
      await alice.inPopup(async (popup) => {
        await popup.clickButton(`${LIST} 4`);
        const isInUse = (size: string) => (items: readonly string[]) =>
          items.length === 4 && items.some((text) => text.includes(size) && text.includes('in use'));
        const seesInUse = (size: string) =>
          waitForValue(() => popup.listItems(LIST), isInUse(size), {
            what: `the list to show ${size} in use`,
            timeoutMs: PATIENCE_MS,
          });
        await seesInUse('640 × 360 · localhost');
        await popup.clickButton('Video, 5:00 300 × 169 · 127.0.0.1');
        await seesInUse('300 × 169 · 127.0.0.1');
        lea.act('seek-to', { positionSeconds: 40 });
        await waitForPosition(spoken(), 40);
        expect((await film().read()).currentTime).toBeLessThan(30);
        await popup.clickButton('Choose for me');
        await waitForPosition(film(), 40);
      });
    });

    it('[FV8] another is picked with a click on it, of which the page hears nothing', async () => {
      tellFlows({ fixture: 'adverts', browser: kind }, ['own controls']);
      const popup = await alice.browser.openPopup(alice.tab);
      await popup.clickButton(`${LIST} 4`);
      await popup.clickButton('Pick on the page');
      await popup.waitUntilClosed();
      await alice.seesToast((text) => text.includes('Click the video'));
      // They come with a bundle of their own.
      await waitFor(() => alice.tab.has('button', 'Watch this one together'), {
        what: 'the buttons over the videos',
        timeoutMs: PATIENCE_MS,
      });
      await alice.tab.click('#spoken');
      lea.act('seek-to', { positionSeconds: 60 });
      await waitForPosition(spoken(), 60);
      expect(await alice.tab.evaluate(readClicks)).toBe(0);
      // Afterwards the page has its clicks again: the advert plays, and the party with it.
      await alice.tab.click('#spoken');
      await lea.hears('play', ({ isPlaying }) => isPlaying);
      expect(await alice.tab.evaluate(readClicks)).toBe(1);
      lea.act('pause', { isPlaying: false, positionSeconds: 60 });
    });
  },
);

function readClicks(): number {
  return Number(document.querySelector<HTMLElement>('#spoken')?.dataset.clicks ?? 0);
}

async function waitForPosition(video: ReturnType<RigFrame['video']>, positionS: number): Promise<void> {
  await video.waitUntil(
    ({ readyState, currentTime }) => readyState >= 1 && Math.abs(currentTime - positionS) < 0.5,
    { what: `the video to stand at ${positionS} s`, timeoutMs: PATIENCE_MS },
  );
}
