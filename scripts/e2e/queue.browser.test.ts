// What the party watches next, with real keys, clicks and a drag: put together by both, gone through together, and the same
// for twenty.
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSmallPicture } from '@sameframe/shared/small-picture.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { joinLightly, type LightMember } from './light-member.ts';
import { PATIENCE_MS, Person, waitUntilTogether } from './person.ts';
import { add, openQueue, picturesHeard, seesQueue } from './queue-hands.ts';
import { pairsFor, REPEATS, type Stage, setStage } from './stage.ts';

/** The sample is five minutes long, s. */
const LAST_SECONDS_AT = 297;
const OTHERS = 18;

/** By what their pages call themselves: whoever added them has let us in there. */
const PAGES = /Episode \d|No video/;

async function arrives({ tab }: Person, page: string): Promise<void> {
  await waitForValue(
    () => tab.evaluate(() => location.href),
    (url) => url.endsWith(page),
    { what: `the tab to show ${page}`, timeoutMs: PATIENCE_MS },
  );
}

/** One button after the other, as each one appears. */
async function press({ tab }: Person, ...buttons: readonly string[]): Promise<void> {
  for (const button of buttons) {
    await waitFor(() => tab.hasButton(button), { what: `the button “${button}”`, timeoutMs: PATIENCE_MS });
    await tab.clickButton(button);
  }
}

/** As the party: at the beginning of the film that has just begun. */
async function beginsIt(person: Person): Promise<void> {
  await person.waitUntil(
    'the next film to play',
    ({ paused, currentTime, readyState }) => !paused && readyState >= 3 && currentTime < 60,
  );
}

/** Tells, asked again and again, whether the page looks as it did the time before. */
function standsStill({ tab }: Person): () => Promise<boolean> {
  const path = join(tmpdir(), `sameframe-queue-${process.pid}.png`);
  let before: Buffer | null = null;
  return async () => {
    await tab.screenshot(path);
    const now = await readFile(path);
    await rm(path);
    const isSame = before?.equals(now) ?? false;
    before = now;
    return isSame;
  };
}

describe.each(pairsFor('chromium'))(
  'the queue of one in %s and one in %s',
  { timeout: 180_000, repeats: REPEATS },
  (kind, other) => {
    let stage: Stage;
    let alice: Person;
    let bob: Person;
    let lea: LightMember;
    let code: string;
    const pageAt = (name: string) => `${stage.playground.origin}/${name}`;

    beforeAll(async () => {
      // Who goes along by themselves has access to the site.
      stage = await setStage({ hostAccess: 'granted' });
      alice = await Person.open(await stage.launch(kind), pageAt('plain.html'));
      bob = await Person.open(await stage.launch(other), pageAt('plain.html'));
      code = await alice.startParty();
      await bob.joinParty(code);
      lea = await joinLightly(stage.relay.url, code);
      await alice.seesMembers(3);
      // Whoever's turn it is takes the other one along.
      for (const person of [alice, bob]) {
        await person.inPopup(async (popup) => {
          await popup.clickRole(person.kind === 'chromium' ? 'DisclosureTriangle' : 'button', 'Settings');
          await popup.clickRole('radio', 'Go along');
        });
      }
    });
    afterAll(() => stage.close());

    it('[QU1] [QU2] [QU5] [QU11] [QU12] is put together by both: links, votes, an order made by keys and by hand', async () => {
      await openQueue(alice);
      await add(alice, 'episode-1');
      await waitFor(() => alice.tab.has('alert', ''), {
        what: 'what is no address to be refused',
        timeoutMs: PATIENCE_MS,
      });
      for (const page of ['episode-1.html', 'no-video.html', 'episode-2.html'])
        await add(alice, pageAt(page));
      await openQueue(bob);
      await seesQueue(bob, PAGES, ['Episode 1', 'No video', 'Episode 2']);

      await waitFor(() => picturesHeard(lea).length > 0, {
        what: 'the picture of Episode 1',
        timeoutMs: PATIENCE_MS,
      });
      // The others' pages name none.
      expect(picturesHeard(lea).map(isSmallPicture)).toEqual([true]);

      const called = (name: string) => `“${name} · Sameframe playground”`;
      await bob.tab.clickButton(`Vote for ${called('Episode 2')}`);
      await waitFor(() => alice.tab.hasButton(`Vote for ${called('Episode 2')}, votes: 1`), {
        what: 'the vote',
        timeoutMs: PATIENCE_MS,
      });

      await bob.tab.clickButton(`Move ${called('Episode 2')}`);
      await bob.tab.press('ArrowUp');
      await seesQueue(alice, PAGES, ['Episode 1', 'Episode 2', 'No video']);
      const placeOf = async (name: string) => {
        const handle = await waitFor(() => alice.tab.find('button', `Move ${called(name)}`), {
          what: name,
        });
        return { x: handle.box.x + handle.box.width / 2, y: handle.box.y + handle.box.height / 2 };
      };
      await alice.tab.drag(await placeOf('No video'), await placeOf('Episode 2'));
      await seesQueue(bob, PAGES, ['Episode 1', 'No video', 'Episode 2']);
      // All the way, and back with the key after it: what was moved keeps the focus.
      await bob.tab.clickButton(`Move ${called('Episode 1')}`);
      await bob.tab.press('End');
      await seesQueue(bob, PAGES, ['No video', 'Episode 2', 'Episode 1']);
      await bob.tab.press('Home');
      await seesQueue(alice, PAGES, ['Episode 1', 'No video', 'Episode 2']);
    });

    it('[QU3] [QU6] [QU7] [FE8] [SI8] at the end of the film both are on the next one and begin together, and what has no film is passed over', async () => {
      await alice.startPlaying();
      await bob.followPlay();
      lea.act('seek-to', { positionSeconds: LAST_SECONDS_AT });
      for (const person of [alice, bob]) await arrives(person, 'episode-1.html');
      for (const person of [alice, bob]) {
        await person.followPlay();
        await beginsIt(person);
      }
      await waitUntilTogether([alice, bob]);
      // Alice's own play, and what the queue has done: once, whoever's turn it was. And how long the film is, which nobody
      // knew before its page was there.
      const kinds = lea.others().flatMap((member) => lea.kindsOf(member));
      expect(kinds.sort()).toEqual(['change-media', 'change-media', 'play', 'play']);
      expect(lea.playback().media?.durationS).toBeGreaterThan(LAST_SECONDS_AT);

      // Open as on the page before.
      await seesQueue(alice, PAGES, ['No video', 'Episode 2']);
      await alice.tab.clickButton('Play next');
      await arrives(bob, 'no-video.html');
      for (const person of [alice, bob]) {
        await waitForValue(
          () => person.tab.evaluate(() => location.href),
          (url) => url.endsWith('episode-2.html'),
          { what: 'the page without a film to be passed over', timeoutMs: 3 * PATIENCE_MS },
        );
      }
      for (const person of [alice, bob]) {
        await person.followPlay();
        await beginsIt(person);
      }
      await waitUntilTogether([alice, bob]);
    });

    it('[QU1] [QU2] [QU3] what is removed is gone, the most wanted comes first, any can be played now, a loop brings it again, and two of three skip', async () => {
      const called = (name: string) => `“${name} · Sameframe playground”`;
      const names = /Episode 1|Plain video|No video/;
      const goOn = async (page: string, queued: readonly string[]) => {
        for (const person of [alice, bob]) {
          await arrives(person, page);
          await seesQueue(person, names, queued);
        }
      };
      await openQueue(alice);
      for (const page of ['episode-1.html', 'no-video.html', 'plain.html']) await add(alice, pageAt(page));
      await seesQueue(alice, names, ['Episode 1', 'No video', 'Plain video']);
      await press(alice, `More about ${called('No video')}`, 'Remove');
      await openQueue(bob);
      await seesQueue(bob, names, ['Episode 1', 'Plain video']);

      for (const person of [alice, bob]) await press(person, 'Queue options');
      await alice.tab.clickRole('checkbox', 'Loop');
      // By keys alone, which the list opens for in no browser: no protocol presses one in Firefox's, which is a window.
      await alice.tab.press('Tab', { holding: ['Shift'] });
      await alice.tab.press('ArrowDown');
      await waitForValue(
        () => Promise.all([alice, bob].map(({ tab }) => tab.find('combobox', 'Next comes'))),
        (found) => found.every((select) => select?.value === 'most-wanted'),
        { what: 'both to see what comes next', timeoutMs: PATIENCE_MS },
      );
      // They leave the list little room.
      for (const person of [alice, bob]) await press(person, 'Queue options');
      await press(bob, `Vote for ${called('Plain video')}`);
      await waitFor(() => alice.tab.hasButton(`Vote for ${called('Plain video')}, votes: 1`), {
        what: 'the vote',
        timeoutMs: PATIENCE_MS,
      });
      await press(alice, 'Play next');
      await goOn('plain.html', ['Episode 1', 'Plain video']);

      await press(bob, `More about ${called('Episode 1')}`, 'Play now');
      await goOn('episode-1.html', ['Plain video', 'Episode 1']);
      await press(alice, 'Queue options');
      await alice.tab.clickRole('checkbox', 'Skip by vote');
      await press(alice, 'Queue options');
      await press(bob, 'Vote to skip');
      await waitForValue(
        async () => (await alice.tab.find('tabpanel', 'Queue'))?.text ?? '',
        (text) => text.includes('1 of 2 votes to skip'),
        { what: 'the vote to be counted', timeoutMs: PATIENCE_MS },
      );
      expect(await alice.tab.evaluate(() => location.href)).toContain('episode-1.html');
      await press(alice, 'Vote to skip');
      for (const person of [alice, bob]) await arrives(person, 'plain.html');
      for (const name of ['Episode 1', 'Plain video'])
        await press(alice, `More about ${called(name)}`, 'Remove');
      await openQueue(bob);
      await waitFor(async () => !(await bob.tab.has('list', 'Up next')), {
        what: 'the queue to be empty',
        timeoutMs: PATIENCE_MS,
      });
    });

    it('[QU1] is the same for twenty, and for who comes when it is made; by hand one gets to its end, too', async () => {
      const others: LightMember[] = [];
      for (let count = 1; count < OTHERS; count += 1) {
        others.push(await joinLightly(stage.relay.url, code, `Guest ${count}`));
      }
      for (const [index, member] of others.entries()) {
        const url = `https://films.example/${index}`;
        const item = { id: `of-${index}`, url, title: `Film ${index}.`, lengthS: 60 };
        member.say('queue', { kind: 'add', items: [{ ...item, place: `a${(index * 7) % 10}` }] });
      }
      const inOrder = others
        .map((_, index) => ({ index, place: (index * 7) % 10, id: `of-${index}` }))
        .sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1))
        .map(({ index }) => `Film ${index}.`);
      for (const person of [alice, bob]) {
        await seesQueue(person, /Film \d+\./, inOrder);
      }
      // At the edge the list goes on, for as long as there is more of it: then nothing moves any more.
      lea.act('pause', { isPlaying: false });
      await alice.waitUntilPaused();
      const [first = ''] = inOrder;
      const list = await waitFor(() => alice.tab.find('list', 'Up next'), { what: 'the list' });
      const handle = await waitFor(() => alice.tab.find('button', `Move “${first}”`), { what: 'its first' });
      const x = handle.box.x + handle.box.width / 2;
      await alice.tab.drag(
        { x, y: handle.box.y + handle.box.height / 2 },
        { x, y: list.box.y + list.box.height - 4 },
        standsStill(alice),
      );
      await seesQueue(bob, /Film \d+\./, [...inOrder.slice(1), first]);
      for (const member of [...others, lea]) await member.close();
    });
  },
);
