// A film that comes in a frame of the page's own, beside a muted loop that was there before, and whose frame is loaded anew.
import { describe, expect, it } from 'vitest';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

/** The loop has to be outdone for two seconds, and the page may just have been entered. */
const FOUND_WITHIN_MS = 7_000;

describe.each(kindsFor('firefox'))(
  'a frame that comes late, in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    const openPage = async () => {
      const lea = await startLightParty(on.stage.relay.url);
      const alice = await Person.open(on.browser, `${on.stage.playground.origin}/late-frame.html`);
      await alice.joinParty(lea.code);
      const film = () => alice.tab.frame('#player').video();
      const standsAt = (positionS: number, timeoutMs = PATIENCE_MS) =>
        film().waitUntil(({ currentTime }) => Math.abs(currentTime - positionS) < 0.5, {
          what: `the film to stand at ${positionS} s`,
          timeoutMs,
        });
      return { lea, alice, standsAt };
    };

    it.each(['page', 'srcdoc'])('[RT8] is entered at once, with a document of its own (%s)', async (of) => {
      tellFlows({ fixture: 'late-frame', browser: kind }, ['found', 'party’s acts']);
      const { lea, alice, standsAt } = await openPage();
      lea.act('seek-to', { positionSeconds: 40 });
      await alice.tab.video('#promo').waitUntil(({ currentTime }) => Math.abs(currentTime - 40) < 0.5, {
        what: 'the loop, the best there is, to follow the party',
        timeoutMs: PATIENCE_MS,
      });
      await alice.tab.click(`#${of}`);
      await standsAt(40, FOUND_WITHIN_MS);
      expect(lea.acts.filter(({ by }) => by !== lea.id)).toEqual([]);
      await lea.close();
      await alice.tab.close();
    });

    it('[RT3] [RT8] goes on with its next document, and what is beside it is left alone meanwhile', async () => {
      tellFlows({ fixture: 'late-frame', browser: kind }, ['remount']);
      const { lea, alice, standsAt } = await openPage();
      await alice.tab.click('#page');
      lea.act('seek-to', { positionSeconds: 60 });
      await standsAt(60);
      await alice.tab.evaluate(() => {
        const promo = document.querySelector<HTMLVideoElement>('#promo');
        promo?.addEventListener('seeking', () => {
          document.body.dataset.promoSeeks = 'some';
        });
      });
      await alice.tab.click('#next');
      await standsAt(60, FOUND_WITHIN_MS);
      lea.act('seek-to', { positionSeconds: 90 });
      await standsAt(90);
      expect(await alice.tab.evaluate(() => document.body.dataset.promoSeeks ?? 'none')).toBe('none');
      expect(lea.acts.filter(({ by }) => by !== lea.id)).toEqual([]);
      await lea.close();
      await alice.tab.close();
    });
  },
);
