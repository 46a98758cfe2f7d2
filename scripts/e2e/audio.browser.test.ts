// A page with nothing to be seen: its sound is the party's film, driven and heard like one.
import { describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

const NEAR_S = 0.5;

describe.each(kindsFor('firefox'))(
  'a page of sound alone, in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    it('[FV1] is found, driven and heard', async () => {
      tellFlows({ fixture: 'audio', browser: kind }, ['found', 'own controls', 'party’s acts']);
      const lea = await startLightParty(on.stage.relay.url);
      const { tab, ...alice } = await openSound(on.browser, `${on.stage.playground.origin}/audio.html`);
      await alice.person.joinParty(lea.code);
      const member = await lea.seesOther();
      const hears = (what: string, count: number) =>
        waitFor(() => lea.kindsOf(member).length >= count, {
          what: `the party to be told: ${what}`,
          timeoutMs: PATIENCE_MS,
        });

      // Her hand: on the page's buttons, and on the keys of the browser's own controls.
      await tab.click('#play');
      await hears('play', 1);
      await alice.waitUntil('to play', ({ paused, readyState }) => !paused && readyState >= 3);
      await tab.click('#forward');
      await hears('ten seconds on', 2);
      await lea.waitUntilQuiet();
      await alice.sound.press(' ');
      await hears('pause', 3);
      await lea.waitUntilQuiet();
      expect(lea.kindsOf(member)).toEqual(['play', 'seek-to', 'pause']);

      lea.act('seek-to', { positionSeconds: 30 });
      await alice.waitUntil('to follow', ({ currentTime }) => Math.abs(currentTime - 30) < NEAR_S);
      lea.act('play', { isPlaying: true });
      await alice.waitUntil(
        'to play with the party',
        ({ paused, currentTime }) => !paused && currentTime > 31,
      );
      await lea.sees(member, 'in-step');
      lea.act('pause', { isPlaying: false });
      await alice.waitUntil('to be paused by the party', ({ paused }) => paused);
      await lea.waitUntilQuiet();
      expect(lea.kindsOf(member)).toHaveLength(3);
      await lea.close();
      await tab.close();
    });

    it.each(['', '?promo'])(
      '[FV9] is found in no document, too, once the page plays it: %j',
      async (search) => {
        tellFlows({ fixture: 'unattached', browser: kind }, ['found', 'own controls', 'party’s acts']);
        const lea = await startLightParty(on.stage.relay.url);
        const alice = await Person.open(on.browser, `${on.stage.playground.origin}/unattached.html${search}`);
        await alice.joinParty(lea.code);
        const member = await lea.seesOther();
        const readsSound = (what: string, isAccepted: (sound: SoundReading) => boolean) =>
          waitForValue(
            () =>
              alice.tab.evaluate(() => globalThis.readSound?.() ?? { isPaused: true, positionS: Number.NaN }),
            isAccepted,
            { what: `the sound ${what}`, timeoutMs: PATIENCE_MS },
          );
        await waitForValue(() => alice.tab.evaluate(isLookedFor), Boolean, {
          what: 'the page to be looked into',
          timeoutMs: PATIENCE_MS,
        });

        // What is not found yet is brought to the party, not followed: the first press only shows that it is there.
        await alice.tab.click('#play');
        await lea.sees(member, 'in-step');
        await readsSound('to stand with the party', ({ isPaused }) => isPaused);
        await alice.tab.click('#play');
        await lea.hears('play', ({ isPlaying }) => isPlaying);
        await alice.tab.click('#forward');
        await lea.hears('seek', ({ vector }) => vector.position > 9);
        await lea.waitUntilQuiet();
        lea.act('seek-to', { positionSeconds: 30 });
        await readsSound('to follow', ({ positionS }) => positionS >= 30);
        lea.act('pause', { isPlaying: false });
        await readsSound('to be paused by the party', ({ isPaused }) => isPaused);
        await lea.waitUntilQuiet();
        expect(lea.kindsOf(member)).toEqual(['play', 'seek-to']);
        await lea.close();
        await alice.tab.close();
      },
    );
  },
);

interface SoundReading {
  readonly isPaused: boolean;
  readonly positionS: number;
}

/** What the page of an unattached sound tells of it. */
declare global {
  var readSound: (() => SoundReading) | undefined;
}

/** In the page: Sameframe has its half there that sees what is in no document. */
function isLookedFor(): boolean {
  return 'sameframeUnattached' in globalThis;
}

async function openSound(browser: RigBrowser, url: string) {
  const person = await Person.open(browser, url);
  const sound = person.tab.video('audio');
  const waitUntil = (what: string, isAccepted: Parameters<typeof sound.waitUntil>[0]) =>
    sound.waitUntil(isAccepted, { what: `Alice’s sound ${what}`, timeoutMs: PATIENCE_MS });
  await waitUntil('to be there', ({ readyState }) => readyState >= 1);
  return { person, tab: person.tab, sound, waitUntil };
}
