// What is chosen from the browser's own context menu, with a right click. Chromium shows it in a real window only.
import { afterEach, describe, it } from 'vitest';
import { waitForValue } from '../rig/wait-for.ts';
import { launchInWindow } from './launch-in-window.ts';
import { joinLightly } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { openQueue, seesQueue } from './queue-hands.ts';
import { kindsFor, REPEATS, setStage } from './stage.ts';

const WATCH_LATER = { title: 'Watch later', place: 0 };
const ADD_TO_QUEUE = { title: 'Add to the party’s queue', place: 1 };

const atEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of atEnd.splice(0).reverse()) await end();
});

describe.each(kindsFor('chromium'))(
  'the context menu in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    it('[LB4] [QU9] saves the page and a link for later, and adds a link to the party’s queue', async () => {
      const stage = await setStage();
      atEnd.push(() => stage.close());
      const browser = await launchInWindow(stage, kind, atEnd);
      const alice = await Person.open(browser, `${stage.playground.origin}/episode-1.html`);
      await browser.chooseFromMenu(alice.tab, 'h1', WATCH_LATER);
      await browser.chooseFromMenu(alice.tab, '#other', WATCH_LATER);

      const library = await browser.newTab(`${browser.extensionOrigin}/library.html`);
      // What a link says Firefox alone tells.
      const episode2 = kind === 'firefox' ? /Episode 2/ : /episode-2\.html/;
      await waitForValue(
        () => library.listItems('Saved videos'),
        (items) =>
          items.length === 2 &&
          items.some((text) => episode2.test(text)) &&
          items.some((text) => /Episode 1 · Sameframe playground/.test(text)),
        { what: 'both to be in the library', timeoutMs: PATIENCE_MS },
      );
      await library.close();

      const code = await alice.startParty();
      const lea = await joinLightly(stage.relay.url, code);
      atEnd.push(() => lea.close());
      await browser.chooseFromMenu(alice.tab, '#other', ADD_TO_QUEUE);
      await openQueue(alice);
      await seesQueue(alice, episode2, [kind === 'firefox' ? 'Episode 2' : 'episode-2.html']);
    });
  },
);
