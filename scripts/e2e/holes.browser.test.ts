// A piece of the film is missing: the player jumps over it by itself, and its member is the only one who hears of it.
import type { RelayMs } from '@sameframe/shared/time.ts';
import { positionAt } from '@sameframe/shared/timeline.ts';
import { describe, expect, it } from 'vitest';
import { waitFor } from '../rig/wait-for.ts';
import { isBackWithin3s, isNear } from './back-in-step.ts';
import { readRecording, type Sample, startRecording } from './drift-recorder.ts';
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
      lea.act('play', { isPlaying: true });
      await alice.followPlay();
      await isBackWithin3s({
        times: 1,
        disturb: async () => {
          // The page itself notes when it was: the test may look when the party is behind the hole, too.
          await startRecording(alice.tab);
          lea.act('seek-to', { positionSeconds: HOLE.fromS - 4 });
          const isJump = ({ type, currentTime }: Sample) => type === 'seeked' && currentTime >= HOLE.toS;
          const jump = await waitFor(async () => (await readRecording(alice.tab)).find(isJump), {
            what: 'the player to jump',
          });
          const { vector } = lea.playback();
          expect(jump.currentTime - positionAt(vector, jump.atMs as RelayMs)).toBeGreaterThan(2);
          await waitFor(() => lea.positionS() >= HOLE.toS, { what: 'the party to be behind the hole' });
        },
        isInStep: () => isNear(alice, lea),
      });
      expect(await alice.tab.hasButton(FOR_EVERYONE)).toBe(false);
      expect(lea.kindsOf(member)).toEqual([]);
      await lea.close();
      await alice.tab.close();
    });
  },
);
