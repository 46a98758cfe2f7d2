// The party goes on to another video: who is asked, who goes along and who stays, there and back. The log says what was
// done: a change of media is only ever a person's, and going along is no act.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { joinLightly, type LightMember } from './light-member.ts';
import { PATIENCE_MS, Person, waitUntilTogether } from './person.ts';
import { IS_FULL, pairsFor, REPEATS, type Stage, setStage } from './stage.ts';
import { tellFlows } from './tell-flows.ts';

/** The sample is five minutes long, s. */
const LAST_SECONDS_AT = 296;
const BRING_ALONG = 'Bring everyone along when I go on';

describe.each(pairsFor('firefox'))(
  'who goes on in %s, and who follows in %s',
  { timeout: 120_000, repeats: REPEATS },
  (first, second) => {
    let stage: Stage;
    let browsers: readonly [RigBrowser, RigBrowser];
    const closing: Closing = [];

    beforeAll(async () => {
      // Pages of their own lose Firefox's grant: who follows by itself has access to the site.
      stage = await setStage({ hostAccess: 'granted' });
      browsers = [await stage.launch(first), await stage.launch(second)];
    });
    afterEach(async () => {
      for (const each of closing.splice(0).reverse()) await each.close();
    });
    afterAll(() => stage.close());

    it('[FO1 FO2 FO5] asks with one button, goes only by it, and takes who left by mistake back', async () => {
      const { alice, bob, lea } = await meet(stage, browsers, closing, 'episodes.html');
      await alice.startPlaying();
      await bob.followPlay();

      await alice.tab.click('#next');
      await press(alice, 'Bring everyone here');
      await watches(lea, 'episodes.html?episode=2');
      await bob.seesToast((text) => text.includes('The party went on to “Episode 2'));
      expect(await bob.tab.url()).toMatch(/episodes\.html$/);
      await press(bob, 'Go there');
      await arrives(bob, 'episodes.html?episode=2');
      await bob.followPlay();

      await choose(bob, 'radio', 'Stay');
      await alice.tab.back();
      await alice.seesToast((text) => text.includes('You went on'));
      await press(alice, 'Go back');
      await arrives(alice, 'episodes.html?episode=2');
      await alice.followPlay();
      await waitUntilTogether([alice, bob]);

      await alice.tab.click('#first');
      await alice.seesToast((text) => text.includes('You went on'));
      await alice.inPopup((popup) => popup.clickButton('Bring everyone here'));
      await bob.seesToast((text) => text.includes('You stayed here'));
      expect(await bob.tab.hasButton('Go there')).toBe(true);
      expect(await bob.tab.url()).toContain('?episode=2');
      await lea.waitUntilQuiet();
      expect(actsOf(lea)).toEqual([['play', 'change-media', 'change-media'], []]);
      await choose(bob, 'radio', 'Ask me');
    });

    it('[FO1 FO3 FO4] goes along by itself, there and back, with who brings everyone along', async () => {
      const { alice, bob, lea } = await meet(stage, browsers, closing, 'episode-1.html');
      await choose(alice, 'checkbox', BRING_ALONG);
      await choose(bob, 'radio', 'Go along');
      await alice.tab.click('#other');
      await isTakenTo(bob, lea, 'episode-2.html');
      await alice.tab.back();
      await isTakenTo(bob, lea, 'episode-1.html');

      await bob.tab.back();
      await bob.seesToast((text) => text.includes('You went on'));
      expect(await bob.tab.url()).toContain('episode-2.html');
      await press(bob, 'Go back');
      await arrives(bob, 'episode-1.html');
      await inStep(bob);
      await lea.waitUntilQuiet();
      expect(actsOf(lea)).toEqual([['change-media', 'change-media'], []]);
      await choose(alice, 'checkbox', BRING_ALONG);
      await choose(bob, 'radio', 'Ask me');
    });

    it('[FO2 FO4] is not dragged by what the site plays next, until somebody says so', async () => {
      const { alice, bob, lea } = await meet(stage, browsers, closing, 'episodes.html');
      await alice.startPlaying();
      await bob.followPlay();
      lea.act('seek-to', { positionSeconds: LAST_SECONDS_AT });
      for (const { tab } of [alice, bob]) await arrives({ tab }, 'episodes.html?episode=2');
      await lea.waitUntilQuiet();
      expect(actsOf(lea)).toEqual([['play'], []]);

      await press(bob, 'Bring everyone here');
      await watches(lea, 'episodes.html?episode=2');
      await waitUntilTogether([alice, bob]);
      await lea.waitUntilQuiet();
      expect(actsOf(lea)).toEqual([['play'], ['change-media']]);
    });
  },
);

/** Firefox alone wants access to each document anew; in the short run the background’s tests cover what is told then. */
const WITHOUT_ACCESS = IS_FULL ? ([['chromium', 'firefox']] as const) : [];

describe.each(WITHOUT_ACCESS)(
  'who goes on in %s, and who follows in %s without access to the site',
  { timeout: 120_000, repeats: REPEATS },
  (first, second) => {
    let stage: Stage;
    let browsers: readonly [RigBrowser, RigBrowser];
    beforeAll(async () => {
      stage = await setStage();
      browsers = [await stage.launch(first), await stage.launch(second)];
    });
    afterAll(() => stage.close());

    it('[FO1] goes only by hand, is told what then, and one click on the icon brings it back in', async () => {
      const { alice, bob, lea } = await meet(stage, browsers, [], 'episode-1.html');
      await choose(bob, 'radio', 'Go along');
      await alice.tab.click('#other');
      await press(alice, 'Bring everyone here');
      await watches(lea, 'episode-2.html');
      await bob.seesToast((text) => text.includes('Once there, click the Sameframe icon.'));
      expect(await bob.tab.url()).toContain('episode-1.html');
      await press(bob, 'Go there');
      await arrives(bob, 'episode-2.html');
      await inStep(bob);
      expect(actsOf(lea)).toEqual([['change-media'], []]);
      await lea.close();
    });
  },
);

type Closing = { close(): Promise<unknown> }[];

/** Alice has started on a page, Bob has joined there, and Lea hears what the log takes in. */
async function meet(
  { relay, playground }: Stage,
  [first, second]: readonly [RigBrowser, RigBrowser],
  closing: Closing,
  page: string,
) {
  for (const { kind: browser } of [first, second]) {
    tellFlows({ fixture: page.replace(/\.html$/, ''), browser }, ['found', 'following']);
  }
  const url = `${playground.origin}/${page}`;
  const alice = await Person.open(first, url);
  const code = await alice.startParty();
  const bob = await Person.open(second, url);
  await bob.joinParty(code);
  const lea = await joinLightly(relay.url, code);
  closing.push(lea, alice.tab, bob.tab);
  await waitFor(() => lea.others().length === 2, { what: 'both to be in', timeoutMs: PATIENCE_MS });
  await watches(lea, page);
  return { alice, bob, lea };
}

/** What the one who started the party did, and what the other. */
function actsOf(lea: LightMember) {
  return lea.others().map((member) => lea.kindsOf(member));
}

function watches(lea: LightMember, page: string) {
  return lea.hears(`page ${page}`, ({ media }) => media?.url.endsWith(`/${page}`) ?? false);
}

async function isTakenTo(person: Person, lea: LightMember, page: string): Promise<void> {
  await watches(lea, page);
  await arrives(person, page);
  await inStep(person);
}

function arrives({ tab }: Pick<Person, 'tab'>, page: string) {
  return waitForValue(
    () => tab.evaluate(() => location.href),
    (url) => url.endsWith(`/${page}`),
    { what: `the tab to show ${page}`, timeoutMs: PATIENCE_MS },
  );
}

async function press({ tab }: Person, button: string): Promise<void> {
  await waitFor(() => tab.hasButton(button), { what: `the button “${button}”`, timeoutMs: PATIENCE_MS });
  await tab.clickButton(button);
}

/** In the popup's settings, which are folded in. */
function choose(person: Person, role: 'radio' | 'checkbox', name: string): Promise<void> {
  return person.inPopup(async (popup) => {
    // What unfolds them has a role of its own in Chromium.
    await popup.clickRole(person.kind === 'chromium' ? 'DisclosureTriangle' : 'button', 'Settings');
    await popup.clickRole(role, name);
  });
}

function inStep(person: Person) {
  return person.seesSync((text) => /in step/i.test(text));
}
