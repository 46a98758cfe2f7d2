// A short film that its element begins again at its end: the party goes round with it.
import { describe, expect, it } from 'vitest';
import { waitFor } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { useStage } from './use-stage.ts';

const NEAR_S = 0.3;

describe.each(kindsFor('firefox'))(
  'a film that loops in %s',
  { timeout: 90_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    it('[CR4] goes on with the party, round after round', async () => {
      const lea = await startLightParty(on.stage.relay.url);
      const alice = await Person.open(on.browser, `${on.stage.playground.origin}/plain.html`);
      await alice.tab.evaluate(() => {
        Object.assign(document.querySelector('video') as HTMLVideoElement, {
          loop: true,
          src: 'media/advert.mp4',
        });
      });
      await alice.waitUntil('the film to be there', ({ readyState }) => readyState >= 2);
      const lengthS = await alice.tab.evaluate(() => document.querySelector('video')?.duration ?? 0);
      await alice.joinParty(lea.code);
      const member = await lea.seesOther();
      lea.act('seek-to', { positionSeconds: 0 });
      lea.act('play', { isPlaying: true });
      await alice.followPlay();
      await waitFor(() => lea.positionS() > 2 * lengthS + 1, { what: 'the third round', timeoutMs: 30_000 });
      await alice.waitUntil('to be where the party is in it', ({ paused, currentTime }) => {
        const offS = Math.abs(currentTime - (lea.positionS() % lengthS));
        return !paused && Math.min(offS, lengthS - offS) < NEAR_S;
      });
      await alice.pause();
      const { vector } = await lea.hears('pause', ({ isPlaying }) => !isPlaying);
      expect(vector.position).toBeLessThan(lengthS);
      expect(lea.kindsOf(member)).toEqual(['pause']);
      await lea.close();
      await alice.tab.close();
    });
  },
);
