// An advert on one side: nobody else hears of it, and who has seen it is with the party again by itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { IS_FULL, REPEATS, type Stage, setStage } from './stage.ts';

const KINDS = IS_FULL ? (['chromium', 'firefox'] as const) : (['chromium'] as const);

describe.each(KINDS)('adverts in %s', { timeout: 120_000, repeats: REPEATS }, (kind) => {
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
});
