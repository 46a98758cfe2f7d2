// The invite link, and videos in a frame of another site: what needs more than a code and one page.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { PATIENCE_MS, Person } from './person.ts';
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
