// An advert on one side: nobody else hears of it, and who has seen it is with the party again by itself.
import { describe, expect, it } from 'vitest';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { isBackWithin3s, isNear, timesInARow } from './back-in-step.ts';
import { joinLightly, type LightMember, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

/** From when the film is there again until its member is in step with the party. */
const LIMIT_MS = 3_000;
const START_S = 60;
const NEAR_S = 0.3;
/** So much later everything comes in the film than in its other cut. */
const RECUT_S = 10;
const ADVERTS = timesInARow(2);

describe.each(kindsFor('chromium'))('adverts in %s', { timeout: 300_000, repeats: REPEATS }, (kind) => {
  const on = useStage(kind);

  it('[AB1] [AB2] [TM2] an advert in the stream moves nobody, and its member is in step within 3 s of it, again and again', async () => {
    tellFlows({ fixture: 'ad-midroll', browser: kind }, ['found', 'party’s acts', 'advert']);
    const lea = await startLightParty(on.stage.relay.url);
    const alice = await Person.open(on.browser, `${on.stage.playground.origin}/ad-midroll.html`);
    await alice.joinParty(lea.code);
    const member = await lea.seesOther();
    lea.act('play', { isPlaying: true });
    await alice.followPlay();
    await lea.sees(member, 'in-step');

    await isBackWithin3s({
      times: ADVERTS,
      disturb: async () => {
        await alice.tab.click('#ad');
        await lea.sees(member, 'in-ad');
        await waitFor(() => alice.tab.evaluate(isAdvertOver), {
          what: 'the advert to be over',
          timeoutMs: PATIENCE_MS,
        });
      },
      // By its own word: its element counts the adverts.
      isInStep: async () => lea.stateOf(member) === 'in-step',
    });
    // Later in the film than the last of them.
    const positionSeconds = 5 + 10 * ADVERTS;
    lea.act('pause', { isPlaying: false, positionSeconds });
    // The four seconds of each advert, as it was seen, are not of the film.
    const [least, most] = [3.5, 5].map((adS) => positionSeconds + adS * ADVERTS) as [number, number];
    await alice.waitUntil(
      'Alice to be that much further in her copy',
      ({ paused, seeking, currentTime }) => paused && !seeking && currentTime > least && currentTime < most,
    );
    await lea.waitUntilQuiet();
    expect(lea.kindsOf(member)).toEqual([]);
    await lea.close();
    await alice.tab.close();
  });

  it('[AB1] [AB2] an advert in a source of its own moves nobody, and its member is in step within 3 s of it, again and again', async () => {
    tellFlows({ fixture: 'ad-sources', browser: kind }, ['found', 'advert']);
    const lea = await startLightParty(on.stage.relay.url);
    const alice = await Person.open(on.browser, `${on.stage.playground.origin}/ad-sources.html`);
    await alice.joinParty(lea.code);
    const member = await lea.seesOther();
    lea.act('seek-to', { positionSeconds: START_S });
    lea.act('play', { isPlaying: true });
    await alice.followPlay();
    await isBackInStep(alice, lea);
    await lea.waitUntilQuiet();

    await isBackWithin3s({
      times: ADVERTS,
      disturb: async () => {
        await alice.tab.click('#ad');
        await alice.waitUntil('the advert to be on', ({ duration }) => isAdvert(duration));
        await alice.waitUntil('the film to be back', ({ duration }) => !isAdvert(duration));
      },
      isInStep: () => isNear(alice, lea),
    });
    await lea.waitUntilQuiet();
    expect(lea.kindsOf(member)).toEqual([]);
    await lea.close();
    await alice.tab.close();
  });

  it('[AB2] [TM5] a pre-roll, and then another cut of the film, are no acts, and both are in step with it', async () => {
    const page = `${on.stage.playground.origin}/ad-sources.html`;
    const alice = await Person.open(
      await on.stage.launch(kind === 'chromium' ? 'firefox' : 'chromium'),
      page,
    );
    const code = await alice.startParty();
    await alice.startPlaying();
    const lea = await joinLightly(on.stage.relay.url, code);
    await waitFor(() => lea.playback().media?.durationS, { what: 'the party to know how long the film is' });
    lea.act('seek-to', { positionSeconds: START_S });
    await lea.waitUntilQuiet();
    const known = lea.acts.length;

    const early = await Person.open(on.browser, `${page}#pre-roll`);
    await early.joinParty(code);
    await early.startPlaying();
    await early.waitUntil('the film to come', ({ duration, readyState }) => {
      return !isAdvert(duration) && readyState >= 3;
    });
    expect(await isBackInStep(early, lea)).toBeLessThan(LIMIT_MS);
    await early.leaveParty();
    await early.tab.close();

    const bob = await Person.open(on.browser, `${page}#recut`);
    await bob.joinParty(code);
    await bob.followPlay();
    await bob.seesToast((text) => text.includes('10 s shorter'));
    await isBackInStep(bob, lea, RECUT_S);
    expect(await lea.waitUntilQuiet(known)).toEqual([]);
    await bob.inPopup((popup) => popup.clickButton('No shift'));
    await isBackInStep(bob, lea);
    expect(await lea.waitUntilQuiet(known)).toEqual([]);
    await lea.close();
  });

  it('[TM6] a shift by the person shows at once, is no act, and goes by one press', async () => {
    const lea = await startLightParty(on.stage.relay.url);
    const alice = await Person.open(on.browser, `${on.stage.playground.origin}/plain.html`);
    await alice.joinParty(lea.code);
    lea.act('seek-to', { positionSeconds: 20 });
    const standsAt = (positionS: number) =>
      alice.waitUntil(
        `Alice to stand at ${positionS} s`,
        ({ seeking, currentTime }) => !seeking && Math.abs(currentTime - positionS) < 0.02,
      );
    await standsAt(20);
    await alice.inPopup(async (popup) => {
      await popup.clickButton('My copy is shifted');
      await popup.clickButton('+1 s');
      await standsAt(21);
      await popup.clickButton('−50 ms');
      await standsAt(20.95);
      await popup.clickButton('No shift');
      await standsAt(20);
    });
    expect((await lea.waitUntilQuiet()).filter(({ by }) => by !== lea.id)).toEqual([]);
    await lea.close();
    await alice.tab.close();
  });
});

/** Runs in the page. */
function isAdvertOver(): boolean {
  return document.querySelector('.vjs-ad-playing') === null;
}

/** Neither known yet nor as long as the film. */
function isAdvert(durationS: number | null): boolean {
  return durationS === null || durationS < 60;
}

/** Waits until the film is with the party; gives how long that took, ms. */
async function isBackInStep(person: Person, lea: LightMember, earlierS = 0): Promise<number> {
  const beganAt = performance.now();
  const apartS = async () => {
    const reading = await person.video.read();
    return lea.apartS({ ...reading, currentTime: reading.currentTime + earlierS });
  };
  await waitForValue(apartS, (apart) => apart < NEAR_S, {
    what: 'the film to be with the party',
    timeoutMs: PATIENCE_MS,
  });
  return performance.now() - beganAt;
}
