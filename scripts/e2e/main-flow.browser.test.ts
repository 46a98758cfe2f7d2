// The main job: one starts, a friend pastes the code, and play, pause, seek and speed by either is the same for
// both. On the shipped manifest and with the shipped scripts, with real clicks on the toolbar, in the popup and on the video's own controls.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserKind, RigBrowser } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import {
  PATIENCE_MS,
  Person,
  seeText,
  waitUntilAgreed,
  waitUntilSameFrame,
  waitUntilSamePicture,
  waitUntilTogether,
} from './person.ts';
import { IN_BOTH, REPEATS, type Stage, setStage } from './stage.ts';

/** Two of one kind differ from two kinds in nothing that a party knows of: in the full run alone. */
const PAIRS: readonly (readonly [BrowserKind, BrowserKind])[] = [
  ['chromium', 'firefox'],
  ...(IN_BOTH ? [['chromium', 'chromium'] as const] : []),
];

describe.each(PAIRS)('%s and %s in one party', { timeout: 120_000, repeats: REPEATS }, (first, second) => {
  let stage: Stage;
  let browsers: readonly [RigBrowser, RigBrowser];
  const people: Person[] = [];

  beforeAll(async () => {
    stage = await setStage({ isShrunk: true });
    browsers = [await stage.launch(first), await stage.launch(second)];
  });
  afterEach(async () => {
    for (const person of people.splice(0)) await person.tab.close();
  });
  afterAll(() => stage.close());

  const open = async (index: 0 | 1): Promise<Person> => {
    const person = await Person.open(browsers[index], `${stage.playground.origin}/plain.html`);
    people.push(person);
    return person;
  };

  /** Alice starts, Bob joins; both are in when this returns. */
  const meet = async () => {
    const alice = await open(0);
    const code = await alice.startParty();
    const bob = await open(1);
    await bob.joinParty(code);
    await alice.seesMembers(2);
    return { alice, bob, code };
  };

  it('says before a party what there is to watch on the page', async () => {
    for (const index of [0, 1] as const) {
      const person = await open(index);
      await person.inPopup((popup) => seeText(popup, /Found on this page · .*Plain video.* · .*5:00/));
      await person.tab.goto(`${stage.playground.origin}/no-video.html`);
      await person.inPopup((popup) => seeText(popup, /No video shows on this page yet/));
    }
  });

  it('plays, pauses, seeks and changes speed for both, whoever acts', async () => {
    const { alice, bob } = await meet();
    for (const [actor, follower] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      await actor.video.clickPlayButton();
      await follower.followPlay();
      await waitUntilTogether([alice, bob]);

      await actor.video.clickTimeline(actor === alice ? 0.5 : 0.25);
      const target = actor === alice ? 150 : 75;
      await follower.waitUntil(
        'the follower to have jumped',
        (video) => Math.abs(video.currentTime - target) < 15,
      );
      await waitUntilTogether([alice, bob]);

      await actor.video.chooseRate(1.5);
      await follower.waitUntil(
        'the follower to play faster',
        (video) => Math.abs(video.playbackRate - 1.5) < 0.2,
      );
      await actor.video.chooseRate(1);
      await follower.waitUntil(
        'the follower to play as before',
        (video) => Math.abs(video.playbackRate - 1) < 0.2,
      );
      await waitUntilTogether([alice, bob]);

      await actor.pause();
      await follower.waitUntilPaused();
      await waitUntilSamePicture([alice, bob]);
    }
  });

  it('takes two clicks of each, from the toolbar icon to both in step', async () => {
    const alice = await open(0);
    const bob = await open(1);
    const clicks = { alice: 0, bob: 0 };
    const beganAtMs = Date.now();
    const click = async (who: keyof typeof clicks, press: () => Promise<unknown>) => {
      clicks[who] += 1;
      await press();
    };
    const code = await alice.inPopup(async (popup) => {
      clicks.alice += 1;
      await click('alice', () => popup.clickButton('Start a party'));
      return popup.waitForStatus('Party code', (text) => text.trim() !== '', { timeoutMs: PATIENCE_MS });
    });
    await bob.inPopup(async (popup) => {
      clicks.bob += 1;
      await waitFor(() => popup.has('textbox', 'Party code'), { what: 'the field', timeoutMs: PATIENCE_MS });
      // Pasted: the field that waits for the code has the focus.
      await popup.type(code.trim());
      await click('bob', () => popup.clickButton('Join'));
      await popup.waitForStatus('Sync', (text) => text.startsWith('In step'), { timeoutMs: PATIENCE_MS });
    });
    const tookMs = Date.now() - beganAtMs;
    await alice.seesSync((text) => text.startsWith('In step'));
    expect(clicks).toEqual({ alice: 2, bob: 2 });
    // How long depends on what else the machine does: told, and not judged.
    console.info(`both in step ${tookMs} ms after the first click`);
  });

  it('tells the friend who did it', async () => {
    const { alice, bob } = await meet();
    await alice.video.clickPlayButton();
    await bob.seesToast((text) => text.includes('pressed play'));
    await alice.video.clickPlayButton();
    await bob.seesToast((text) => text.includes('paused'));
  });

  it('brings a late joiner to where the party is, playing and paused', async () => {
    const alice = await open(0);
    const code = await alice.startParty();
    await alice.video.clickPlayButton();
    await alice.waitUntilPlaying();
    await alice.video.clickTimeline(0.4);
    await alice.waitUntil('the jump', (video) => video.currentTime > 100 && !video.seeking);
    const bob = await open(1);
    await bob.joinParty(code);
    await bob.followPlay();
    await waitUntilTogether([alice, bob]);

    await alice.pause();
    await waitUntilSameFrame([alice, bob]);
    await bob.leaveParty();
    await bob.joinParty(code);
    await waitUntilSameFrame([alice, bob]);
    await alice.video.clickPlayButton();
    await bob.followPlay();
  });

  it('ends in one state when both act at once', async () => {
    const { alice, bob } = await meet();
    // A click on the button is a toggle: what the two together come to depends on who was first, but not for whom.
    await Promise.all([alice.video.clickPlayButton(), bob.video.clickPlayButton()]);
    await waitUntilAgreed([alice, bob]);
    await Promise.all([alice.video.clickTimeline(0.3), bob.video.clickTimeline(0.7)]);
    await waitUntilAgreed([alice, bob]);
    await Promise.all([alice.video.press(' '), bob.video.press(' ')]);
    await waitUntilAgreed([alice, bob]);
    expect((await alice.video.read()).currentTime).toBeGreaterThan(80);
  });

  it('follows five quick acts to the last', async () => {
    const { alice, bob } = await meet();
    await alice.video.press(' ');
    await alice.video.press('ArrowRight');
    await alice.video.press('ArrowRight');
    await alice.video.press('ArrowRight');
    await alice.video.press(' ');
    await alice.waitUntilPaused();
    await waitUntilSameFrame([alice, bob]);
    await bob.startPlaying();
    await alice.waitUntilPlaying();
    await waitUntilTogether([alice, bob]);
  });
});
