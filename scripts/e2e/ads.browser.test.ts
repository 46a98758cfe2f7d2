// An advert on one side: nobody else hears of it, and who has seen it is with the party again by itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS, type Stage, setStage } from './stage.ts';

describe.each(kindsFor('chromium'))('adverts in %s', { timeout: 120_000, repeats: REPEATS }, (kind) => {
  let stage: Stage;
  let browser: RigBrowser;
  beforeAll(async () => {
    stage = await setStage();
    browser = await stage.launch(kind);
  });
  afterAll(() => stage.close());

  it('[AB1] [AB2] [TM2] an advert in the stream moves nobody, and its member comes back by itself', async () => {
    const lea = await startLightParty(stage.relay.url);
    const alice = await Person.open(browser, `${stage.playground.origin}/ad-midroll.html`);
    await alice.joinParty(lea.code);
    const member = await waitFor(() => lea.others()[0], { what: 'Alice to be in' });
    const stands = (expected: string) =>
      waitForValue(
        async () => lea.stateOf(member),
        (state) => state === expected,
        { what: `Alice to be ${expected}`, timeoutMs: PATIENCE_MS },
      );
    lea.act('play', { isPlaying: true });
    await alice.followPlay();
    await stands('in-step');

    await alice.tab.click('#ad');
    await stands('in-ad');
    await stands('in-step');
    lea.act('pause', { isPlaying: false, positionSeconds: 30 });
    // The four seconds of the advert, as it was seen, are not of the film.
    await alice.waitUntil(
      'Alice to be that much further in her copy',
      ({ paused, seeking, currentTime }) => paused && !seeking && currentTime > 33 && currentTime < 36,
    );
    await lea.waitUntilQuiet();
    expect(lea.acts.filter(({ by }) => by === member)).toEqual([]);
    await lea.close();
    await alice.tab.close();
  });

  it('[TM6] a shift by the person shows at once, is no act, and goes by one press', async () => {
    const lea = await startLightParty(stage.relay.url);
    const alice = await Person.open(browser, `${stage.playground.origin}/plain.html`);
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
