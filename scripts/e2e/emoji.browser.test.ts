// An emoji is chosen in the chat, by keys and by a click, on pages that let nothing in and that swallow what they can.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS, type Stage, setStage } from './stage.ts';

const CHOOSE = 'Choose an emoji';

async function hears(member: LightMember, wanted: string): Promise<void> {
  await waitFor(() => member.heard.some(({ act }) => (act as { text?: string }).text === wanted), {
    what: `“${wanted}” to be heard`,
    timeoutMs: PATIENCE_MS,
  });
}

/** Opens the choice of emoji with a click; it has the focus then. */
async function choose(person: Person): Promise<void> {
  await person.tab.clickButton(CHOOSE);
  await seesChoice(person);
}

async function seesChoice({ tab }: Person): Promise<void> {
  await waitFor(() => tab.has('tab', 'Smileys and feelings'), { what: 'the emoji', timeoutMs: PATIENCE_MS });
}

async function seesNoChoice({ tab }: Person): Promise<void> {
  await waitFor(async () => !(await tab.has('dialog', CHOOSE)), { what: 'the choice to be gone' });
}

// Firefox's own button over a film would take what is pressed on the panel, if one could see through it.
describe.each(kindsFor('firefox'))(
  'choosing an emoji in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    let stage: Stage;
    let browser: RigBrowser;
    beforeAll(async () => {
      stage = await setStage();
      browser = await stage.launch(kind);
    });
    afterAll(() => stage.close());

    const join = async (page: string) => {
      const lea = await startLightParty(stage.relay.url);
      const alice = await Person.open(browser, `${stage.playground.origin}/${page}`);
      await alice.joinParty(lea.code);
      // With something new in it the button is there for who does not move, too.
      lea.say('chat', { kind: 'say', text: 'hello', moment: null });
      const opener = 'Chat and people, 1 new';
      await waitFor(() => alice.tab.hasButton(opener), {
        what: 'the button of the chat',
        timeoutMs: PATIENCE_MS,
      });
      await alice.tab.clickButton(opener);
      await waitFor(() => alice.tab.has('textbox', 'Message'), {
        what: 'the chat',
        timeoutMs: PATIENCE_MS,
      });
      const leave = async () => {
        await alice.leaveParty();
        await lea.close();
        await alice.tab.close();
      };
      return { alice, lea, leave };
    };

    it('[CH9] [CH10] [CH11] it is found by its name, chosen by keys or a click, and goes where one writes', async () => {
      const { alice, lea, leave } = await join('strict.html');
      const { tab } = alice;
      await choose(alice);
      await tab.type('popc');
      await waitFor(() => tab.has('gridcell', 'popcorn'), { what: 'popcorn to be found' });
      await tab.press('Enter');
      await seesNoChoice(alice);
      await tab.type('!');
      await tab.press('Enter');
      await hears(lea, '🍿!');

      // In the middle of what is written, and by the keyboard alone.
      await tab.type('ab');
      await tab.press('ArrowLeft');
      await tab.press('Tab');
      await tab.press('Enter');
      await waitFor(() => tab.has('gridcell', 'popcorn'), { what: 'what was used last' });
      await tab.press('ArrowDown');
      await tab.press('Enter');
      await seesNoChoice(alice);
      await tab.press('Enter');
      await hears(lea, 'a🍿b');

      // The groups by their tabs, and one of the second row.
      await choose(alice);
      await tab.press('Escape');
      await seesNoChoice(alice);
      expect(await tab.has('textbox', 'Message')).toBe(true);
      await choose(alice);
      await tab.clickRole('tab', 'Smileys and feelings');
      await waitFor(() => tab.has('gridcell', 'grinning face'), { what: 'the faces' });
      await tab.press('ArrowDown');
      for (const key of ['ArrowDown', 'ArrowRight', 'End', 'Home', 'ArrowLeft']) await tab.press(key);
      await tab.press('Enter');
      await seesNoChoice(alice);
      await tab.press('Enter');
      await hears(lea, '😂');

      await choose(alice);
      await tab.clickRole('tab', 'Smileys and feelings');
      await tab.clickRole('gridcell', 'grinning face');
      await seesNoChoice(alice);
      await tab.press('Enter');
      await hears(lea, '😀');
      await leave();
    });

    it('[PS8] one’s picture is chosen in the popup, and the others see it at once', async () => {
      const { alice, lea, leave } = await join('strict.html');
      await alice.inPopup(async (popup) => {
        await popup.clickRole(kind === 'chromium' ? 'DisclosureTriangle' : 'button', 'Settings');
        await popup.clickButton(CHOOSE);
        await popup.clickRole('tab', 'Animals and nature');
        await popup.clickRole('gridcell', 'fox');
        await waitFor(() => popup.hasButton('Take it away'), { what: 'the picture to be there' });
      });
      await waitFor(() => lea.avatars().includes('🦊'), {
        what: 'the picture to be seen',
        timeoutMs: PATIENCE_MS,
      });
      await leave();
    });

    it('[CH11] by clicks alone where the page swallows every event', async () => {
      const { alice, lea, leave } = await join('swallow.html');
      const { tab } = alice;
      await choose(alice);
      await tab.clickRole('tab', 'Animals and nature');
      await tab.clickRole('gridcell', 'fox');
      await seesNoChoice(alice);
      await tab.clickButton('Send');
      await hears(lea, '🦊');
      await leave();
    });

    it('[HS1] what is typed is sent and queued, and every button works, where the page swallows every event', async () => {
      const { alice, lea, leave } = await join('swallow.html');
      const { tab } = alice;
      await tab.fill('Message', 'typed unheard');
      await tab.clickButton('Send');
      await hears(lea, 'typed unheard');
      await tab.clickButton('More about your message');
      await tab.clickButton('Edit');
      await tab.clickButton('Cancel');

      await tab.clickRole('tab', 'Queue');
      await tab.fill('Link to a video', 'https://films.example/moon');
      await tab.clickButton('Add');
      await waitFor(() => lea.heard.some(({ feature }) => feature === 'queue'), {
        what: 'the link to be queued',
        timeoutMs: PATIENCE_MS,
      });
      for (const button of ['Queue options', 'From your library', 'Cancel', 'Save as playlist']) {
        await waitFor(() => tab.hasButton(button), { what: button, timeoutMs: PATIENCE_MS });
        await tab.clickButton(button);
      }
      await waitFor(() => tab.has('textbox', 'Name of the playlist'), { what: 'the field for a name' });
      await tab.clickButton('Cancel');
      await waitFor(async () => !(await tab.has('textbox', 'Name of the playlist')), { what: 'it to close' });
      await leave();
    });
  },
);
