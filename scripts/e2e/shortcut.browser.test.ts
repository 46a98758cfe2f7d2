// The panel beside the film by the keyboard alone, and where the focus is afterwards. With the browser's own keys:
// Chromium takes them in a real window only.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../rig/wait-for.ts';
import { launchInWindow } from './launch-in-window.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person, seeText } from './person.ts';
import { kindsFor, REPEATS, type Stage, setStage } from './stage.ts';

describe.each(kindsFor('firefox'))(
  'the panel by the keyboard in %s',
  { timeout: 90_000, repeats: REPEATS },
  (kind) => {
    let stage: Stage;
    const atEnd: (() => Promise<void>)[] = [];
    let alice: Person;
    beforeAll(async () => {
      stage = await setStage();
      const browser = await launchInWindow(stage, kind, atEnd);
      alice = await Person.open(browser, `${stage.playground.origin}/ad-midroll.html`);
    });
    afterAll(async () => {
      await stage.close();
      for (const end of atEnd) await end();
    });

    const pressKeys = () => alice.browser.pressShortcut('k', ['Alt', 'Shift']);
    const isOpen = () => alice.tab.hasButton('Close');
    const sees = (what: string, isThere: () => Promise<boolean>) =>
      waitFor(isThere, { what, timeoutMs: PATIENCE_MS });
    const focused = () =>
      alice.tab.evaluate(() => document.activeElement?.id || (document.activeElement?.localName ?? ''));
    const seesFocus = (where: string) =>
      sees(`the focus to be at ${where}`, async () => (await focused()) === where);

    it('[SI2] [SI4] [SI5] it opens with the focus in it, and gives the focus back however it is closed', async () => {
      const lea = await startLightParty(stage.relay.url);
      await alice.joinParty(lea.code);
      await alice.seesMembers(2);
      await alice.tab.bringToFront();
      await alice.tab.evaluate(() => document.querySelector<HTMLElement>('#ad')?.focus());

      await pressKeys();
      await sees('the panel', isOpen);
      await seesFocus('sameframe-overlay');
      await alice.tab.type('hi');
      await sees('where one writes to have it', async () => {
        return (await alice.tab.find('textbox', 'Message'))?.value === 'hi';
      });
      await alice.tab.press('Escape');
      await sees('the panel to be gone', async () => !(await isOpen()));
      expect(await focused()).toBe('ad');

      await pressKeys();
      await seesFocus('sameframe-overlay');
      await pressKeys();
      await sees('the panel to be gone', async () => !(await isOpen()));
      expect(await focused()).toBe('ad');

      await sees('the focus to come to the button', async () => {
        await alice.tab.press('Tab');
        return (await focused()) === 'sameframe-overlay';
      });
      for (const _ of ['to it', 'from it again']) {
        await alice.tab.press('Enter');
        await sees('the panel', isOpen);
        await alice.tab.press('Escape');
        await sees('the panel to be gone', async () => !(await isOpen()));
        expect(await focused()).toBe('sameframe-overlay');
      }
      await alice.inPopup(async (popup) => {
        await popup.clickRole(kind === 'chromium' ? 'DisclosureTriangle' : 'button', 'Settings');
        await seeText(popup, /Alt\+Shift\+K/);
      });
      await alice.leaveParty();
      await lea.close();
    });
  },
);
