// A host puts somebody out and goes on with the rest under a new code, with real clicks: everyone else comes along on their
// page, and who was put out finds nobody.
import { SUCCESSION_CHANNEL } from '@sameframe/shared/succession.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitForValue } from '../rig/wait-for.ts';
import { openChat } from './chat-hands.ts';
import { joinAsHostile } from './hostile-member.ts';
import { joinLightly } from './light-member.ts';
import { PATIENCE_MS, Person, seeText, waitUntilTogether } from './person.ts';
import { pairsFor, REPEATS, type Stage, setStage } from './stage.ts';

describe.each(pairsFor('chromium'))(
  'a host in %s and a guest in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind, other) => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await setStage();
    });
    afterAll(() => stage.close());

    it('[SU1] [SU2] [SU3] go on together under a new code without who was removed', async () => {
      const page = `${stage.playground.origin}/plain.html`;
      const alice = await Person.open(await stage.launch(kind), page);
      const bob = await Person.open(await stage.launch(other), page);
      const code = await alice.startParty();
      await bob.joinParty(code);
      const lea = await joinLightly(stage.relay.url, code);
      await alice.seesMembers(3);
      await alice.startPlaying();
      await bob.followPlay();
      await openChat(bob);
      await bob.tab.fill('Message', 'Did you s');

      await alice.inPopup(async (popup) => {
        const items = await waitForValue(
          () => popup.listItems('Members'),
          (all) => all.some((item) => /\bLea\b/.test(item)),
          { what: 'Lea in the list', timeoutMs: PATIENCE_MS },
        );
        expect(items).toHaveLength(3);
        await popup.clickButton('Change what Lea may do');
        await popup.clickButton('Remove');
        await seeText(popup, /Remove .* for good/);
        await popup.clickButton('Remove');
        await seeText(popup, /The party is locked/);
        await popup.clickButton('Go on under a new code');
        await seeText(popup, /Everyone who is here comes along by itself/);
        await popup.clickButton('Go on');
        await seeText(popup, /The party goes on under a new code/);
      });
      await Promise.all([alice.seesMembers(2), bob.seesMembers(2)]);
      const codes = await Promise.all(
        [alice, bob].map((person) =>
          person.inPopup((popup) => popup.waitForStatus('Party code', (text) => text.trim() !== '')),
        ),
      );
      expect(codes[0]).toBe(codes[1]);
      expect(codes[0]).not.toBe(code);
      await bob.inPopup((popup) => seeText(popup, /The party goes on under a new code/));
      await waitForValue(
        async () => (await bob.tab.find('textbox', 'Message'))?.value,
        (text) => text === 'Did you s',
        { what: 'what Bob was writing, in the panel that was open', timeoutMs: PATIENCE_MS },
      );

      await waitUntilTogether([alice, bob]);
      await bob.pause();
      await alice.waitUntilPaused();
      await expect(joinAsHostile(stage.relay.url, code)).rejects.toThrow('party-locked');
      expect(lea.heard.map(({ feature }) => feature)).not.toContain(SUCCESSION_CHANNEL);
      await expect(lea.close()).rejects.toThrow('kicked');
    });
  },
);
