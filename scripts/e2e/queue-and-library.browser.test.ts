// From the queue into the library and back, and into the queue from another tab, with real keys and clicks.
import { describe, expect, it } from 'vitest';
import type { RigTab } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import { joinLightly } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { add, openQueue, picturesHeard, seesQueue } from './queue-hands.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { useStage } from './use-stage.ts';

const PAGES = /episode-\d|speed/;

describe.each(kindsFor('firefox'))(
  'the queue and the library in %s',
  { timeout: 150_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    it('[QU8] [QU9] [QU12] [LB11] saves the queue as a playlist, takes it back, and takes what is found in other tabs', async () => {
      const pageAt = (name: string) => `${on.stage.playground.origin}/${name}`;
      const alice = await Person.open(on.browser, pageAt('plain.html'));
      const lea = await joinLightly(on.stage.relay.url, await alice.startParty());
      await openQueue(alice);
      for (const page of ['episode-1.html', 'episode-2.html']) await add(alice, pageAt(page));
      await seesQueue(alice, PAGES, ['episode-1', 'episode-2']);

      await alice.tab.clickButton('Queue options');
      await alice.tab.clickButton('Save as playlist');
      await waitFor(() => alice.tab.has('textbox', 'Name of the playlist'), { what: 'the field for a name' });
      await alice.tab.type('Friday');
      await alice.tab.press('Enter');
      await alice.seesToast((text) => text.includes('“Friday” is in your library. Videos: 2.'));
      // The same name once more: refused, and said.
      await alice.tab.clickButton('Queue options');
      await alice.tab.clickButton('Save as playlist');
      await alice.tab.fill('Name of the playlist', 'Friday');
      await alice.tab.press('Enter');
      await waitFor(() => alice.tab.has('alert', ''), { what: 'the refusal', timeoutMs: PATIENCE_MS });
      await alice.tab.press('Escape');

      await alice.tab.clickButton('From your library');
      await waitFor(() => alice.tab.hasButton('Add “Friday” to the queue'), {
        what: 'the playlist',
        timeoutMs: PATIENCE_MS,
      });
      await alice.tab.press('Enter');
      await seesQueue(alice, PAGES, ['episode-1', 'episode-2', 'episode-1', 'episode-2']);

      const other = await on.browser.newTab(pageAt('speed.html'));
      await other.video().waitUntil(({ readyState }) => readyState >= 2, { what: 'its first picture' });
      const popup = await on.browser.openPopup(other);
      await popup.clickButton('Add to the party’s queue');
      await popup.waitForStatus('Queue', (text) => text === 'In the party’s queue.', {
        timeoutMs: PATIENCE_MS,
      });
      await popup.close();
      await other.close();
      // Of the links nobody may look at the pages here.
      await waitFor(() => picturesHeard(lea).length === 1, { what: 'its picture', timeoutMs: PATIENCE_MS });

      const library = await on.browser.newTab(`${on.browser.extensionOrigin}/library.html`);
      await pressed(library, 'Friday 2');
      await pressed(library, 'Add to the queue: Friday');
      await library.waitForStatus('Result', (text) => text.includes('Friday is in the party’s queue.'), {
        timeoutMs: PATIENCE_MS,
      });
      await library.close();
      await alice.tab.bringToFront();
      await openQueue(alice);
      const all = await alice.tab.listItems('Up next');
      expect(all).toHaveLength(7);
      // By its title, which the browser has told.
      expect(all[4]).toMatch(/Sameframe playground/);
      await lea.close();
      await alice.leaveParty();
      await alice.tab.close();
    });

    it('[QU10] [QU12] a link whose page somebody has open is called as that calls itself, and has the length of its film', async () => {
      const alice = await Person.open(on.browser, `${on.stage.playground.origin}/plain.html`);
      const lea = await joinLightly(on.stage.relay.url, await alice.startParty());
      await openQueue(alice);
      await add(alice, `${on.stage.playground.origin}/plain.html`);
      await waitFor(
        async () =>
          /Plain video · Sameframe playground.*5:00/s.test((await alice.tab.listItems('Up next'))[0] ?? ''),
        { what: 'the title and the length', timeoutMs: PATIENCE_MS },
      );
      await alice.tab.clickButton('Queue options');
      await alice.tab.clickButton('Add what plays now');
      await waitFor(() => picturesHeard(lea).length === 1, {
        what: 'the picture of what plays',
        timeoutMs: PATIENCE_MS,
      });
      await lea.close();
      await alice.leaveParty();
      await alice.tab.close();
    });
  },
);

async function pressed(tab: RigTab, name: string): Promise<void> {
  await waitFor(() => tab.hasButton(name), { what: name, timeoutMs: PATIENCE_MS });
  await tab.clickButton(name);
}
