// Adverts that have an element of their own, over the film that waits for them.
import { describe, expect, it } from 'vitest';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

const NEAR_S = 0.3;

describe.each(kindsFor('chromium'))(
  'adverts over the film in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    it('[AB4] move nobody, whether somebody has just pressed something or not, and their member is with the party after each', async () => {
      tellFlows({ fixture: 'ad-element', browser: kind }, ['found', 'advert']);
      const lea = await startLightParty(on.stage.relay.url);
      const alice = await Person.open(on.browser, `${on.stage.playground.origin}/ad-element.html`);
      const film = alice.tab.video('#film');
      await alice.joinParty(lea.code);
      const member = await lea.seesOther();
      const isOver = async () => {
        await lea.sees(member, 'in-ad');
        await waitForValue(
          async () => lea.apartS(await film.read()),
          (apartS) => apartS < NEAR_S,
          { what: 'Alice to be with the party after it', timeoutMs: PATIENCE_MS },
        );
        await lea.sees(member, 'in-step');
        expect(lea.playback().isPlaying).toBe(true);
      };

      await alice.tab.click('#play');
      await isOver();
      expect(lea.kindsOf(member)).toEqual(['play']);

      lea.act('seek-to', { positionSeconds: 58 });
      await lea.sees(member, 'in-ad');
      // Under the advert nothing is done to the film.
      lea.act('seek-to', { positionSeconds: 70 });
      await isStill(film, lea);
      await isOver();
      expect(lea.kindsOf(member)).toEqual(['play']);

      await alice.tab.click('#later');
      await isOver();
      expect(lea.kindsOf(member)).toEqual(['play', 'seek-to']);
      await lea.close();
      await alice.tab.close();
    });
  },
);

/** For a second and a half of a party that plays. */
async function isStill(film: Person['video'], lea: LightMember): Promise<void> {
  const untilS = lea.positionS() + 1.5;
  await waitFor(() => lea.positionS() > untilS, { what: 'the party to go on' });
  expect(await film.read()).toMatchObject({ paused: true });
}
