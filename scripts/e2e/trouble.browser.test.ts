// What goes wrong in real life, while both are watching: the relay dies, the worker dies, the page is reloaded,
// someone leaves and comes back, the player is replaced. Nobody has to do anything that the page does not say.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import { joinLightly, type LightMember } from './light-member.ts';
import { PATIENCE_MS, Person, waitUntilSameFrame, waitUntilTogether } from './person.ts';
import { REPEATS, type Stage, setStage } from './stage.ts';

describe('when something breaks during play', { timeout: 120_000, repeats: REPEATS }, () => {
  let stage: Stage;
  let browsers: Record<'chromium' | 'firefox', RigBrowser>;
  const people: Person[] = [];
  const witnesses: LightMember[] = [];

  beforeAll(async () => {
    stage = await setStage();
    browsers = { chromium: await stage.launch('chromium'), firefox: await stage.launch('firefox') };
  });
  afterEach(async () => {
    for (const person of people.splice(0)) await person.tab.close();
    for (const member of witnesses.splice(0)) await member.close();
  });
  afterAll(() => stage.close());

  const open = async (kind: 'chromium' | 'firefox', page = 'plain.html'): Promise<Person> => {
    const person = await Person.open(browsers[kind], `${stage.playground.origin}/${page}`);
    people.push(person);
    return person;
  };

  /** Alice in Chromium and Bob in Firefox, both playing. */
  const watchTogether = async (page?: string) => {
    const alice = await open('chromium', page);
    const code = await alice.startParty();
    const bob = await open('firefox', page);
    await bob.joinParty(code);
    await alice.seesMembers(2);
    await bob.startPlaying();
    await alice.waitUntilPlaying();
    await waitUntilTogether([alice, bob]);
    return { alice, bob, code };
  };

  /** Someone who only listens, from now on. */
  const witness = async (code: string): Promise<LightMember> => {
    const lea = await joinLightly(stage.relay.url, code);
    witnesses.push(lea);
    return lea;
  };

  const kindsOf = async (lea: LightMember) => (await lea.waitUntilQuiet()).map(({ kind }) => kind);

  it('goes on after the relay was killed and came back, without an act lost or doubled', async () => {
    const { alice, bob, code } = await watchTogether();
    const lea = await witness(code);
    await stage.relay.kill();
    await alice.seesToast((text) => text.includes('Reconnecting'));
    await bob.seesToast((text) => text.includes('Reconnecting'));
    expect((await alice.video.read()).paused).toBe(false);
    await stage.relay.restart();
    await alice.seesToast((text) => !text.includes('Reconnecting'));
    await bob.seesToast((text) => !text.includes('Reconnecting'));
    await lea.waitUntilBack();
    await alice.pause();
    await waitUntilSameFrame([alice, bob]);
    await alice.seesMembers(3);
    await bob.startPlaying();
    await alice.waitUntilPlaying();
    await waitUntilTogether([alice, bob]);
    expect(await kindsOf(lea)).toEqual(['pause', 'play']);
  });

  it.each(['chromium', 'firefox'] as const)(
    'goes on after the background of %s was stopped, without an act lost or doubled',
    async (kind) => {
      const { alice, bob, code } = await watchTogether();
      const lea = await witness(code);
      const [stopped, other] = kind === 'chromium' ? [alice, bob] : [bob, alice];
      await stopped.browser.stopBackground();
      await stopped.pause();
      await other.waitUntilPaused();
      await waitUntilSameFrame([alice, bob]);
      await stopped.browser.stopBackground();
      await other.startPlaying();
      await stopped.waitUntilPlaying();
      await waitUntilTogether([alice, bob]);
      expect(await kindsOf(lea)).toEqual(['pause', 'play']);
    },
  );

  it('comes back by itself after a reload in Chromium', async () => {
    const { alice, bob } = await watchTogether();
    await alice.tab.reload();
    await alice.seesToast(() => true);
    await alice.followPlay();
    await waitUntilTogether([alice, bob]);
    expect((await bob.video.read()).paused).toBe(false);
  });

  it('says "click to come back" after a reload in Firefox, and one click on the icon does it', async () => {
    const { alice, bob } = await watchTogether();
    await bob.tab.reload();
    await alice.inPopup((popup) =>
      waitFor(async () => (await popup.listItems('Members')).some((item) => /away/i.test(item)), {
        what: 'Bob to be shown as away',
        timeoutMs: PATIENCE_MS,
      }),
    );
    expect(await readBadge(bob)).toMatchObject({
      text: '!',
      title: expect.stringMatching(/click to come back/i),
    });
    await bob.inPopup((popup) => popup.waitForStatus('Connection', (text) => text !== ''));
    await bob.followPlay();
    await waitUntilTogether([alice, bob]);
    expect((await alice.video.read()).paused).toBe(false);
  });

  it('lets someone leave and come back with the same code', async () => {
    const { alice, bob, code } = await watchTogether();
    await bob.leaveParty();
    await alice.seesMembers(1);
    await bob.pause();
    expect((await alice.video.read()).paused).toBe(false);
    await bob.joinParty(code);
    await bob.followPlay();
    await waitUntilTogether([alice, bob]);
  });

  it('follows the player when the page replaces it', async () => {
    const { alice, bob } = await watchTogether('replace.html');
    const before = await bob.waitUntil('the film to be under way', ({ currentTime }) => currentTime > 0.5);
    await alice.tab.click('#replace');
    await alice.followPlay();
    await waitUntilTogether([alice, bob]);
    const after = await bob.video.read();
    expect(after.paused).toBe(false);
    expect(after.currentTime).toBeGreaterThan(before.currentTime);
    await alice.pause();
    await waitUntilSameFrame([alice, bob]);
  });
});

/** What the toolbar icon says for this person's tab, asked of the extension itself. */
async function readBadge(person: Person): Promise<{ readonly text: string; readonly title: string }> {
  const tabId = await person.browser.extensionTabId(person.tab);
  const page = await person.browser.newTab(`${person.browser.extensionOrigin}/manifest.json`);
  try {
    return await page.evaluate(async (id: number) => {
      const { action } = browser;
      return {
        text: await action.getBadgeText({ tabId: id }),
        title: await action.getTitle({ tabId: id }),
      };
    }, tabId);
  } finally {
    await page.close();
  }
}

declare const browser: {
  readonly action: {
    getBadgeText(details: { tabId: number }): Promise<string>;
    getTitle(details: { tabId: number }): Promise<string>;
  };
};
