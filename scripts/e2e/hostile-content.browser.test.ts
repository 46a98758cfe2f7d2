// What a member with a client of their own making can send as name, message, change, title and address: read by two honest
// people in real browsers. Nothing of it runs, leads anywhere, turns text around or takes more room than it is given.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { openChat, say, seesMessages } from './chat-hands.ts';
import { type HostileMember, joinAsHostile } from './hostile-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { openQueue, seesQueue } from './queue-hands.ts';
import { pairsFor, REPEATS, type Stage, setStage } from './stage.ts';

/** What every payload would set, were it run. */
declare global {
  var wasRun: unknown;
}

const RUN = 'globalThis.wasRun=1';
const SCRIPT = `<script>${RUN}</script>`;
const IMAGE = `<img src=x onerror="${RUN}">`;
const DRAWING = `<svg onload="${RUN}"><a href="javascript:${RUN}">x</a></svg>`;
const LINK = `javascript:${RUN}`;
/** Override, embeddings, isolates, marks, what is invisible, and more marks on a letter than any script has. */
const TURNED = `\u202eturned\u202d\u202a\u2066\u2067\u200e\u200f\u061c\u200b\u2060\ufeff\u00ad${'\u0301'.repeat(40)}`;
/** None of it may be in anything that is shown, but what the interface itself sets around a value. */
const TURNS_OR_HIDES = /[\u202a-\u202e\u2066\u2067\u200b\u200e\u200f\u061c\u2060\ufeff\u00ad]/;
/** As much as fits a sealed body, and what does not. */
const WIDE = 'W'.repeat(5_500);
const TOO_MUCH = 'W'.repeat(10_000);

describe.each(pairsFor('firefox'))(
  'what is hostile, as read in %s and in %s',
  { timeout: 180_000, repeats: REPEATS },
  (kind, other) => {
    let stage: Stage;
    let alice: Person;
    let bob: Person;
    let mallory: HostileMember;
    beforeAll(async () => {
      stage = await setStage();
      const page = `${stage.playground.origin}/plain.html`;
      alice = await Person.open(await stage.launch(kind), page);
      bob = await Person.open(await stage.launch(other), page);
      const code = await alice.startParty();
      await bob.joinParty(code);
      await alice.seesMembers(2);
      mallory = await joinAsHostile(stage.relay.url, code);
    });
    afterAll(async () => {
      mallory?.close();
      await stage.close();
    });

    const both = <Value>(use: (person: Person) => Promise<Value>) => Promise.all([alice, bob].map(use));

    /** An honest word of each still reaches the other, and nothing that was sent before it was run. */
    const staysWell = async (word: string) => {
      for (const person of [alice, bob]) {
        await openChat(person);
        await say(person, `${word} of ${person.kind}`);
      }
      await both((person) =>
        seesMessages(person, 'the honest messages', (text) =>
          [alice, bob].every((author) => text.includes(`${word} of ${author.kind}`)),
        ),
      );
      for (const { tab } of [alice, bob]) {
        expect(await tab.evaluate(() => globalThis.wasRun ?? null)).toBeNull();
        expect(await tab.find('link', LINK)).toBeUndefined();
      }
    };

    it('[CH3] [CH4] [CH5] messages and changes are text, within their lines and their length', async () => {
      await both(openChat);
      await say(alice, 'good evening');
      const [before] = await both((person) =>
        seesMessages(person, 'it', (text) => /good evening/.test(text)),
      );
      expect(before).toContain('good evening');
      const widths = await both(readWidths);

      for (const text of [
        SCRIPT,
        IMAGE,
        DRAWING,
        LINK,
        `[a link](${LINK})`,
        `https://user:word@films.example`,
      ])
        await mallory.say('chat', { kind: 'say', text, moment: null });
      await mallory.say('chat', { kind: 'say', text: `before ${TURNED} behind`, moment: null });
      await mallory.say('chat', { kind: 'say', text: TURNED.slice(7), moment: null });
      await mallory.say('chat', { kind: 'say', text: WIDE, moment: null });
      const own = await mallory.say('chat', { kind: 'say', text: 'harmless at first', moment: null });
      await mallory.say('chat', { kind: 'edit', of: own, text: `${IMAGE}${TURNED}changed` });
      expect(
        await mallory.send('chat', { id: 'much', act: { kind: 'say', text: TOO_MUCH, moment: null } }),
      ).toBe(false);
      const texts = await both((person) =>
        seesMessages(person, 'the last change', (text) => /changed \(edited\)/.test(text)),
      );
      for (const text of texts) {
        for (const shown of [SCRIPT, IMAGE, DRAWING, LINK]) expect(text).toContain(shown);
        expect(text).toMatch(/before turned\u0301* behind/);
        expect(text).not.toMatch(TURNS_OR_HIDES);
        expect(text).not.toMatch(/\u0301{5}/);
        expect(Math.max(...text.split(/[^W]/).map(({ length }) => length))).toBe(1_000);
      }
      for (const { tab } of [alice, bob])
        expect(await tab.find('link', 'https://user:word@films.example')).toBeUndefined();
      expect(await both(readWidths)).toEqual(widths);
      await staysWell('first');
    });

    it('[PS1] [PS3] names are one short line everywhere, and of a name that cannot be shown there is none', async () => {
      const [popupBefore] = await both(readMemberList);
      expect(await mallory.sayName(TOO_MUCH)).toBe(false);
      await mallory.sayName('Mallory');
      await both((person) => seesName(person, /^Mallory/m));
      const widths = await both(readWidths);

      const shown = 'a'.repeat(20);
      await mallory.sayName(`${shown}${TURNED}\n${SCRIPT}`.slice(0, 160));
      await both((person) => seesName(person, new RegExp(`^${shown}`, 'm')));
      await mallory.sayName(`${IMAGE}${'W'.repeat(160 - IMAGE.length)}`);
      await both((person) => seesName(person, /^<img src=x onerror=/m));
      // Longer than any client sends: not taken, whatever its beginning is.
      await mallory.sayName(WIDE);
      await act(mallory, 'pause', null);
      const toasts = await both((person) => person.seesToast((text) => /paused/.test(text)));
      for (const text of toasts) {
        expect(text).toContain('<img src=x onerror=');
        expect(text).not.toMatch(TURNS_OR_HIDES);
      }
      for (const person of [alice, bob]) {
        const { items, box } = await readMemberList(person);
        expect(items).toHaveLength(3);
        for (const item of items) expect(item.length).toBeLessThan(120);
        expect(items.join()).not.toMatch(TURNS_OR_HIDES);
        if (person === alice) expect(box.width).toBe(popupBefore?.box.width);
        const toast = await person.tab.find('status', 'Sameframe');
        expect(toast?.box.width).toBeLessThanOrEqual(await person.tab.evaluate(() => innerWidth));
      }
      expect(await both(readWidths)).toEqual(widths);
      await staysWell('second');
    });

    it('[QU5] [PB8] what is queued or opened has a title that stays in its line, and an address of the web or none', async () => {
      const item = (id: string, url: string, title: string) => ({ id, url, title, lengthS: 60, place: 'a1' });
      const add = (...items: object[]) => mallory.say('queue', { kind: 'add', items });
      await add(item('a', 'https://films.example/a', `Film A. ${IMAGE}${TURNED}`));
      for (const [index, url] of [LINK, 'https://', 'https://[', 'data:text/html,x'].entries())
        await add(item(`no-${index}`, url, 'Film X.'));
      await add(item('b', 'https://films.example/b', `Film B. ${'W'.repeat(1_500)}`));
      const widths: (readonly number[])[] = [];
      for (const person of [alice, bob]) {
        await openQueue(person);
        await seesQueue(person, /Film \w\./, ['Film A.', 'Film B.']);
        const text = (await person.tab.find('list', 'Up next'))?.text ?? '';
        expect(text).toContain(IMAGE);
        expect(text).not.toMatch(TURNS_OR_HIDES);
        expect(text.length).toBeLessThan(1_000);
        widths.push(await readWidths(person));
      }
      await staysWell('third');
      expect(await both(readWidths)).toEqual(widths);

      for (const url of [LINK, 'https://', 'https://['])
        await act(mallory, 'change-media', { key: 'x', url, title: 'Film X.' });
      await staysWell('fourth');
      for (const { tab } of [alice, bob]) expect(await tab.statusText('Sameframe')).not.toContain('Film X.');
      const url = 'https://user:word@films.example/c';
      await act(mallory, 'change-media', { key: 'c', url, title: `Film C. ${IMAGE}${TURNED}` });
      for (const person of [alice, bob]) {
        const told = await person.seesToast((text) => /Film C\./.test(text));
        expect(told).not.toMatch(TURNS_OR_HIDES);
        await person.inPopup(async (popup) => {
          const text = await waitForValue(
            () => popup.text(),
            (shown) => /Film C\./.test(shown),
            { what: 'the popup to name the film', timeoutMs: PATIENCE_MS },
          );
          expect(text).toContain(IMAGE);
          expect(text).not.toMatch(TURNS_OR_HIDES);
          expect(text).not.toContain('user:word');
        });
      }
      await staysWell('last');
      expect(await both(readWidths)).toEqual(widths);
    });
  },
);

/** The panel's and its page's: what is too long would widen one of them. */
async function readWidths({ tab }: Person): Promise<readonly number[]> {
  const close = await waitFor(() => tab.find('button', 'Close'), { what: 'the panel' });
  const page = await tab.evaluate(() => document.documentElement.scrollWidth);
  const { x, width } = close.box;
  return [x, width, page];
}

function readMemberList(person: Person) {
  return person.inPopup((popup) =>
    waitFor(() => popup.find('list', 'Members'), { what: 'the members', timeoutMs: PATIENCE_MS }),
  );
}

async function seesName(person: Person, name: RegExp): Promise<void> {
  await person.inPopup((popup) =>
    waitForValue(
      () => popup.listItems('Members'),
      (items) => items.some((item) => name.test(item)),
      { what: `a member named ${name}`, timeoutMs: PATIENCE_MS },
    ),
  );
}

function act(member: HostileMember, kind: string, media: object | null): Promise<boolean> {
  const when = { kind: 'scheduled', leadMs: 0 };
  const whole = { id: `act-${kind}`, kind, position: 0, isPlaying: false, rate: 1, media, when };
  return member.send('playback', whole, { kind: 'log', log: 'timeline', checkpoint: true });
}
