// A piece of the film is missing: the player jumps over it by itself, and its member is the only one who hears of it.
import { describe, expect, it } from 'vitest';
import { waitFor } from '../rig/wait-for.ts';
import { isBackWithin3s, isNear } from './back-in-step.ts';
import { startLightParty } from './light-member.ts';
import { FOR_EVERYONE, Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { useStage } from './use-stage.ts';

/** What the film has nothing for. */
const HOLE = { fromS: 40, toS: 44 };

describe.each(kindsFor('chromium'))(
  'a film with a hole in %s',
  { timeout: 90_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    it('[PV8] moves nobody, asks nobody, and is with the party again behind it', async () => {
      const lea = await startLightParty(on.stage.relay.url);
      const alice = await Person.open(on.browser, `${on.stage.playground.origin}/hls-js.html?holed`);
      await alice.waitUntil('the film to be there', ({ readyState }) => readyState >= 1);
      await alice.joinParty(lea.code);
      const member = await lea.seesOther();
      lea.act('seek-to', { positionSeconds: HOLE.fromS - 4 });
      lea.act('play', { isPlaying: true });
      await alice.followPlay();
      await alice.waitUntil('the player to jump', ({ currentTime }) => currentTime >= HOLE.toS);
      expect(lea.apartS(await alice.video.read())).toBeGreaterThan(2);
      await isBackWithin3s({
        times: 1,
        disturb: () =>
          waitFor(() => lea.positionS() >= HOLE.toS, {
            what: 'the party to be behind the hole',
            timeoutMs: 10_000,
          }),
        isInStep: () => isNear(alice, lea),
      });
      expect(await alice.tab.hasButton(FOR_EVERYONE)).toBe(false);
      expect(lea.kindsOf(member)).toEqual([]);
      await lea.close();
      await alice.tab.close();
    });
  },
);
