// The invite link, and videos in a frame of another site: what needs more than a code and one page.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser, RigFrame } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { launchInWindow } from './launch-in-window.ts';
import { startLightParty } from './light-member.ts';
import { allow } from './permission-hands.ts';
import { PATIENCE_MS, Person, seeText } from './person.ts';
import { kindsFor, REPEATS, type Stage, setStage } from './stage.ts';

describe.each(kindsFor('firefox'))('an invite link in %s', { timeout: 90_000, repeats: REPEATS }, (kind) => {
  let stage: Stage;
  let alice: Person;
  let browser: RigBrowser;
  let code: string;

  beforeAll(async () => {
    stage = await setStage();
    alice = await Person.open(await stage.launch('chromium'), `${stage.playground.origin}/plain.html`);
    code = await alice.startParty();
    browser = await stage.launch(kind);
  });
  afterAll(() => stage.close());

  it('never joins by itself: it waits for one click on the icon', async () => {
    const bob = await Person.open(browser, `${stage.relay.url}/join#${code}`);
    await waitForValue(
      () =>
        bob.tab.evaluate(() => ({ mark: document.documentElement.dataset.sameframe, hash: location.hash })),
      ({ mark, hash }) => mark === 'pending' && hash === '',
      { what: 'the extension to have taken the code out of the address' },
    );
    await alice.seesMembers(1);
    await bob.inPopup(async (popup) => {
      await waitForValue(
        () => popup.text(),
        (text) => text.includes('You are invited to a party'),
        { what: 'the invitation' },
      );
      await popup.clickButton('Join the party');
      await popup.waitForStatus('Party code', (text) => text !== '', { timeoutMs: PATIENCE_MS });
      const site = new URL(stage.playground.origin).host;
      await waitFor(() => popup.hasButton(`Go to ${site}`), { what: 'the way to the party’s page' });
    });
    await alice.seesMembers(2);
    await bob.tab.close();
  });

  it('works pasted as a whole, with words around it', async () => {
    const bob = await Person.open(browser, `${stage.playground.origin}/plain.html`);
    await bob.joinParty(`Come and watch with me: ${stage.relay.url}/join#${code} see you!`);
    await bob.leaveParty();
    await bob.tab.close();
  });

  it('is copied by one press, and pasted anywhere as it is', async () => {
    const bob = await Person.open(browser, `${stage.playground.origin}/plain.html`);
    await bob.joinParty(code);
    await bob.inPopup(async (popup) => {
      await popup.clickButton('Copy link');
      await seeText(popup, /Link copied/);
    });
    const elsewhere = await browser.newTab(`${stage.playground.origin}/no-video.html`);
    await elsewhere.evaluate(() => {
      document.body.append(Object.assign(document.createElement('input'), { ariaLabel: 'Message' }));
    });
    await elsewhere.clickRole('textbox', 'Message');
    await elsewhere.press('v', { holding: ['Control'] });
    await waitForValue(
      () => elsewhere.find('textbox', 'Message'),
      (field) => field?.value === `${stage.relay.url}/join#${code.split('@')[0]}`,
      { what: 'the link to be pasted' },
    );
    await elsewhere.close();
    await bob.leaveParty();
    await bob.tab.close();
  });

  it('says what to do to someone without the extension, and offers the code', async () => {
    const page = await fetch(`${stage.relay.url}/join`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toMatch(/install/i);
    expect(html).not.toContain(code);
  });
});

/** A frame opens only with access to its own site and to the page's around it. */
const ALLOW = 'Allow on 127.0.0.1 and localhost';

describe('a video in a frame of another site', { timeout: 90_000, repeats: REPEATS }, () => {
  const stages: Stage[] = [];
  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.close();
  });

  it('is asked for by name in Chromium, whose toolbar click does not reach it', async () => {
    const stage = await setStage();
    stages.push(stage);
    const alice = await Person.open(await stage.launch('chromium'), `${stage.playground.origin}/frame.html`);
    await alice.startParty();
    await alice.inPopup((popup) =>
      waitFor(() => popup.hasButton(ALLOW), { what: 'the question', timeoutMs: PATIENCE_MS }),
    );
  });

  it('is asked for in Firefox, and driven as soon as the person says yes', async () => {
    const stage = await setStage({ relayHost: '127.0.0.1' });
    stages.push(stage);
    const browser = await stage.launch('firefox');
    const alice = await Person.open(browser, `${stage.playground.origin}/frame.html`);
    await alice.startParty();
    const popup = await browser.openPopup(alice.tab);
    await popup.clickButton(ALLOW);
    await browser.acceptPermissionPrompt();
    if (await popup.isOpen()) await popup.close();
    await alice.seesSync((text) => /in step/i.test(text));
    const video = alice.tab.frame('#player').video();
    await video.clickPlayButton();
    await video.waitUntil(({ currentTime }) => currentTime > 0.5, {
      what: 'the party to play on',
      timeoutMs: PATIENCE_MS,
    });
  });

  it('is driven on both sides where the browser lets us in', async () => {
    const stage = await setStage({ hostAccess: 'granted' });
    stages.push(stage);
    const alice = await Person.open(await stage.launch('chromium'), `${stage.playground.origin}/frame.html`);
    const code = await alice.startParty();
    const bob = await Person.open(await stage.launch('firefox'), `${stage.playground.origin}/frame.html`);
    await bob.joinParty(code);
    await alice.seesMembers(2);
    const [aliceVideo, bobVideo] = [alice.tab.frame('#player').video(), bob.tab.frame('#player').video()];
    await bobVideo.clickPlayButton();
    await aliceVideo.waitUntil((video) => !video.paused, { what: 'Alice to play', timeoutMs: PATIENCE_MS });
    await aliceVideo.clickPlayButton();
    await bobVideo.waitUntil((video) => video.paused, { what: 'Bob to be paused', timeoutMs: PATIENCE_MS });
  });
});

const atEnd: (() => Promise<void>)[] = [];

describe.each(kindsFor('firefox'))(
  'a film in a frame beside other videos, in %s as it is shipped',
  { timeout: 180_000, repeats: REPEATS },
  (kind) => {
    afterEach(async () => {
      for (const end of atEnd.splice(0).reverse()) await end();
    });

    const openPage = async (page: string) => {
      const stage = await setStage({ relayHost: '127.0.0.1' });
      atEnd.push(() => stage.close());
      const browser = await launchInWindow(stage, kind, atEnd);
      const lea = await startLightParty(stage.relay.url);
      atEnd.push(() => lea.close());
      const alice = await Person.open(browser, `${stage.playground.origin}/${page}`);
      await alice.joinParty(lea.code);
      return { alice, lea };
    };
    const standsAt = (frame: RigFrame, positionS: number) =>
      frame.video().waitUntil(({ currentTime }) => Math.abs(currentTime - positionS) < 0.5, {
        what: `the video to stand at ${positionS} s`,
        timeoutMs: PATIENCE_MS,
      });

    it('[FV3] is offered by name while what was found can be used, and driven after a yes', async () => {
      const { alice, lea } = await openPage('adverts.html');
      lea.act('seek-to', { positionSeconds: 40 });
      await alice.tab.video('#spoken').waitUntil(({ currentTime }) => Math.abs(currentTime - 40) < 0.5, {
        what: 'the advert, the best there is, to follow the party',
        timeoutMs: PATIENCE_MS,
      });
      await alice.inPopup(async (popup) => {
        await seeText(popup, /another video\?/i);
        await waitFor(() => popup.hasButton('Pause just me'), {
          what: 'what was found to be in use meanwhile',
          timeoutMs: PATIENCE_MS,
        });
      });
      await allow(alice, ALLOW);
      await standsAt(alice.tab.frame('#player'), 40);
      await alice.inPopup((popup) =>
        waitFor(async () => !(await popup.hasButton(ALLOW)), { what: 'the offer to be gone' }),
      );
    });

    it('[FV3] is reached through a frame within a frame, each of another site', async () => {
      const { alice, lea } = await openPage('nested-frame.html');
      lea.act('seek-to', { positionSeconds: 50 });
      await allow(alice, ALLOW);
      await allow(alice, 'Allow on 127.0.0.1 and inner.localhost');
      await standsAt(alice.tab.frame('#player').frame('#inner'), 50);
    });
  },
);
