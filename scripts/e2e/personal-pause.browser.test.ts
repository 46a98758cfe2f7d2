// One steps out and the party goes on; what either does meanwhile is their own; one press brings them back. With
// real clicks in the popup, in the overlay and on the video's own controls.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserKind, RigBrowser } from '../rig/rig.ts';
import { waitForValue } from '../rig/wait-for.ts';
import { PATIENCE_MS, Person, waitUntilAgreed, waitUntilSameFrame, waitUntilTogether } from './person.ts';
import { pairsFor, REPEATS, type Stage, setStage } from './stage.ts';

const STEP_OUT = 'Pause just me';
const COME_BACK = 'Back to the party';

describe('a personal pause', { timeout: 120_000, repeats: REPEATS }, () => {
  let stage: Stage;
  let browsers: Readonly<Record<BrowserKind, RigBrowser>>;
  const people: Person[] = [];

  beforeAll(async () => {
    stage = await setStage();
    browsers = { chromium: await stage.launch('chromium'), firefox: await stage.launch('firefox') };
  });
  afterEach(async () => {
    for (const person of people.splice(0)) await person.tab.close();
  });
  afterAll(() => stage.close());

  const open = async (kind: BrowserKind): Promise<Person> => {
    const person = await Person.open(browsers[kind], `${stage.playground.origin}/plain.html`);
    people.push(person);
    return person;
  };

  /** Alice and Bob watch together, both playing. */
  const watch = async (first: BrowserKind, second: BrowserKind) => {
    const alice = await open(first);
    const code = await alice.startParty();
    const bob = await open(second);
    await bob.joinParty(code);
    await alice.startPlaying();
    await bob.followPlay();
    await waitUntilTogether([alice, bob]);
    return { alice, bob };
  };

  const seesInMembers = (person: Person, what: string) =>
    person.inPopup((popup) =>
      waitForValue(
        () => popup.listItems('Members'),
        (items) => items.some((item) => item.includes(what)),
        { what: `a member who is “${what}”`, timeoutMs: PATIENCE_MS },
      ),
    );

  it.each(pairsFor('chromium'))('[SO1 SO3 SO4] in %s leaves the party in %s alone', async (kind, other) => {
    const { alice, bob } = await watch(other, kind);
    await bob.inPopup((popup) => popup.clickButton(STEP_OUT));
    await bob.waitUntilPaused();
    await seesInMembers(alice, 'stepped out');

    // Bob looks at something else, and Alice hears nothing of it.
    const before = await alice.video.read();
    await bob.video.clickTimeline(0.8);
    await bob.waitUntil('Bob to be elsewhere', (video) => Math.abs(video.currentTime - 240) < 15);
    // A busy Firefox may not have moved its playhead on since a moment ago.
    const isOn = (video: { paused: boolean; currentTime: number }) =>
      !video.paused && video.currentTime > before.currentTime;
    await alice.waitUntil('Alice to play on', isOn);
    expect((await alice.video.read()).currentTime).toBeLessThan(60);

    // Alice's own acts do not reach Bob either.
    await alice.pause();
    await bob.video.clickPlayButton();
    await bob.waitUntilPlaying();
    await alice.startPlaying();

    await bob.tab.clickButton(COME_BACK);
    await waitUntilTogether([alice, bob]);
    await waitUntilAgreed([alice, bob]);
    await seesInMembers(alice, 'in step');

    await bob.pause();
    await alice.waitUntilPaused();
    await waitUntilSameFrame([alice, bob]);
  });

  it.each(pairsFor('firefox'))(
    '[SO1 SO4] in %s is a press in the details over the video',
    async (kind, other) => {
      const { alice, bob } = await watch(other, kind);
      expect(await bob.tab.hasButton(STEP_OUT)).toBe(false);
      await bob.inPopup((popup) => popup.clickButton('Sync details'));
      await waitForValue(
        () => bob.tab.hasButton(STEP_OUT),
        (isThere) => isThere,
        {
          what: 'the details over the video',
          timeoutMs: PATIENCE_MS,
        },
      );
      await bob.tab.clickButton(STEP_OUT);
      await bob.waitUntilPaused();
      await bob.tab.clickButton(COME_BACK);
      await bob.waitUntilPlaying();
      await waitUntilTogether([alice, bob]);
      await bob.tab.clickButton('Close');
      await waitForValue(
        () => bob.tab.hasButton('Close'),
        (isThere) => !isThere,
        {
          what: 'the details to be gone',
          timeoutMs: PATIENCE_MS,
        },
      );
    },
  );
});
