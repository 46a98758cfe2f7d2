// Who has left a party finds the way back in the popup: one press, and they are in step again.
import { describe, expect, it } from 'vitest';
import type { RigPopup } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { REPEATS } from './stage.ts';
import { useStage } from './use-stage.ts';

describe.each(['chromium', 'firefox'] as const)(
  'recent parties in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    it('[RP1] [RP2] [RP3] one press leads back into the party, another one forgets it, or everything', async () => {
      const lea = await startLightParty(on.stage.relay.url);
      const person = await Person.open(on.browser, `${on.stage.playground.origin}/plain.html`);
      await person.joinParty(lea.code);
      await lea.seesOther();
      lea.act('seek-to', { positionSeconds: 30 });
      const isAt = (positionS: number) =>
        person.waitUntil(`the film to be at ${positionS} s`, (video) => {
          return !video.seeking && Math.abs(video.currentTime - positionS) < 0.01;
        });
      await isAt(30);
      await person.leaveParty();
      await waitFor(() => lea.others().length === 0, {
        what: 'the person to be out',
        timeoutMs: PATIENCE_MS,
      });
      lea.act('seek-to', { positionSeconds: 50 });

      // Nobody has said what it watches.
      const title = `Party ${lea.code.slice(0, 4)}`;
      await person.inPopup(async (popup) => {
        await popup.clickButton(`Rejoin ${title}`);
        await popup.waitForStatus('Party code', (text) => text.trim() !== '', { timeoutMs: PATIENCE_MS });
      });
      await isAt(50);

      await person.leaveParty();
      const isForgotten = (popup: RigPopup) =>
        waitForValue(
          () => popup.text(),
          (text) => !text.includes('Recent parties'),
          { what: 'the party to be forgotten', timeoutMs: PATIENCE_MS },
        );
      await person.inPopup(async (popup) => {
        await popup.clickButton(`Forget ${title}`);
        await isForgotten(popup);
        expect(await popup.hasButton(`Rejoin ${title}`)).toBe(false);
      });

      await person.joinParty(lea.code);
      await person.leaveParty();
      await person.inPopup(async (popup) => {
        await waitFor(() => popup.hasButton(`Rejoin ${title}`), {
          what: 'the party to be offered again',
          timeoutMs: PATIENCE_MS,
        });
        await popup.clickRole(kind === 'chromium' ? 'DisclosureTriangle' : 'button', 'Settings');
        // Nothing was given to it, and what comes with it is nobody's to take back.
        await waitForValue(
          () => popup.text(),
          (text) => text.includes('None. Your browser asks you when one is needed.'),
          { what: 'the list of sites', timeoutMs: PATIENCE_MS },
        );
        await popup.clickButton('Forget everything');
        await popup.clickButton('Forget everything');
        await isForgotten(popup);
      });
      await lea.close();
      await person.tab.close();
    });
  },
);
