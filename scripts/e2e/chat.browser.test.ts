// What members say to each other beside the film: with real keys and clicks, in both browsers, two of them and twenty.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { openChat, say, seesMessages } from './chat-hands.ts';
import { joinLightly, type LightMember, startLightParty } from './light-member.ts';
import { openTab } from './panel-hands.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { pairsFor, REPEATS, type Stage, setStage } from './stage.ts';

const OTHERS = 18;
/** So many of them leave again. */
const GONE = 5;
const DRAG_PX = 60;

/** Counts the keys that the page itself hears. */
declare global {
  var writtenHeard: string[];
}

/** Where the panel stands, by the button in its corner, px. */
async function leftOfClose(person: Person): Promise<number> {
  const found = await waitFor(() => person.tab.find('button', 'Close'), { what: 'the panel' });
  return found.box.x;
}

/** From where one writes, which has the focus, back past messages, cross and tab to the handle; gives where it stands then. */
async function movePanel(person: Person): Promise<number> {
  const before = await leftOfClose(person);
  for (let stops = 0; stops < 4; stops += 1) await person.tab.press('Tab', { holding: ['Shift'] });
  await person.tab.press('ArrowLeft');
  return waitForValue(
    () => leftOfClose(person),
    (left) => left < before,
    { what: 'the panel to have moved', timeoutMs: PATIENCE_MS },
  );
}

/** Written, cut out, and pasted again. */
async function sayByClipboard({ tab }: Person, text: string): Promise<void> {
  await tab.fill('Message', text);
  for (const key of ['a', 'x', 'v']) await tab.press(key, { holding: ['Control'] });
  await tab.press('Enter');
}

/** With the mouse, by its handle. */
async function dragPanel(person: Person): Promise<void> {
  const before = await leftOfClose(person);
  const { box } = await waitFor(
    () => person.tab.find('button', 'Move this: drag it, or use the arrow keys'),
    {
      what: 'the handle of the panel',
    },
  );
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await person.tab.drag(from, { x: from.x - DRAG_PX, y: from.y });
  await waitForValue(
    () => leftOfClose(person),
    (left) => Math.abs(before - DRAG_PX - left) <= 2,
    { what: 'the panel to be where it was dragged to', timeoutMs: PATIENCE_MS },
  );
}

describe.each(pairsFor('chromium'))(
  'the chat of one in %s and one in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind, other) => {
    let stage: Stage;
    let alice: Person;
    let bob: Person;
    let movedTo: number;
    beforeAll(async () => {
      stage = await setStage();
      const page = `${stage.playground.origin}/plain.html`;
      alice = await Person.open(await stage.launch(kind), page);
      bob = await Person.open(await stage.launch(other), page);
    });
    afterAll(() => stage.close());

    it('[CH1] [CH2] [CH5] [CH6] [CH12] [RE1] [SI1] what one writes the other reads, can answer, and can bring everyone to; it can be changed and taken back', async () => {
      const code = await alice.startParty();
      await bob.joinParty(code);
      await alice.seesMembers(2);
      for (const person of [alice, bob]) {
        await person.tab.evaluate(() => {
          globalThis.writtenHeard = [];
          const kinds = ['keydown', 'keyup', 'beforeinput', 'input', 'textInput', 'paste', 'copy', 'cut'];
          for (const kind of [...kinds, 'compositionstart', 'compositionupdate', 'compositionend']) {
            const note = () => globalThis.writtenHeard.push(kind);
            document.addEventListener(kind, note, { capture: true });
            document.addEventListener(kind, note);
          }
        });
      }

      await openChat(alice);
      movedTo = await movePanel(alice);
      await sayByClipboard(alice, 'k, <b>hello</b>');
      await seesMessages(alice, 'the own message', (text) => text.includes('k, <b>hello</b>'));
      expect(await alice.tab.evaluate(() => globalThis.writtenHeard)).toEqual([]);
      await bob.seesToast((text) => text.includes(': k, <b>hello</b>'));
      await waitFor(() => bob.tab.hasButton('Chat and people, 1 new'), {
        what: 'the message to be counted',
        timeoutMs: PATIENCE_MS,
      });
      await openChat(bob);
      await dragPanel(bob);
      await seesMessages(bob, 'the message', (text) => text.includes('k, <b>hello</b>'));
      await say(bob, 'hi https://films.example/a?b=1');
      await seesMessages(alice, 'the answer', (text) => text.includes('hi https://films.example/a?b=1'));
      expect(await alice.tab.find('link', 'https://films.example/a?b=1')).toBeDefined();

      await alice.video.clickTimeline(0.5);
      await bob.waitUntil(
        'bob to be in the middle',
        ({ currentTime, seeking }) => !seeking && currentTime > 5,
      );
      await bob.tab.clickButton('Jump to 0:00');
      await bob.tab.clickButton('Jump');
      for (const person of [alice, bob]) {
        await person.waitUntil(
          'to be at the beginning',
          ({ currentTime, seeking }) => !seeking && currentTime < 0.1,
        );
      }
      await alice.seesToast((text) => /jumped to 0:00/.test(text));

      // By keys alone: from where one writes to the newest message, the one before, and past its time to what else it has.
      await alice.tab.fill('Message', '');
      await alice.tab.press('Tab', { holding: ['Shift'] });
      for (const key of ['ArrowUp', 'ArrowUp', 'Tab', 'Tab', 'Enter']) await alice.tab.press(key);
      await alice.tab.clickButton('Edit');
      await say(alice, 'hello again');
      await seesMessages(
        bob,
        'the change',
        (text) => text.includes('hello again') && text.includes('(edited)'),
      );
      await alice.tab.clickButton('More about your message');
      await alice.tab.clickButton('Delete');
      await seesMessages(
        bob,
        'that it was taken back',
        (text) => text.includes('Deleted') && !text.includes('hello'),
      );

      await bob.tab.clickButton('Applause');
      // Chromium calls it an image, Firefox an img.
      const role = alice.kind === 'chromium' ? 'image' : 'img';
      await waitFor(() => alice.tab.has(role, 'Applause'), {
        what: 'the reaction over the film',
        timeoutMs: PATIENCE_MS,
      });
      await bob.tab.clickButton('Close');
      await waitFor(() => bob.tab.hasButton('Chat and people'), {
        what: 'the chat to close',
        timeoutMs: PATIENCE_MS,
      });
      for (const person of [alice, bob]) {
        // Headless Firefox opens no popup after a press on a button that goes with it, until the tab is brought up again.
        await person.tab.bringToFront();
        await person.leaveParty();
      }
    });

    it('[CH8] one sees that the other types, and hears of who is muted no more until they want to again', async () => {
      const code = await alice.startParty();
      await bob.joinParty(code);
      await alice.seesMembers(2);
      for (const person of [alice, bob]) await openChat(person);
      await bob.tab.fill('Message', 'something lo');
      const shown = await seesPanel(alice, 'that the other types', (text) => /is typing…/.test(text));
      const [, name = ''] = /(\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+) is typing…/u.exec(shown) ?? [];
      await say(bob, 'something loud');
      await seesMessages(alice, 'the message', (text) => text.includes('something loud'));
      await seesPanel(alice, 'that nobody types any more', (text) => !/is typing…/.test(text));

      await alice.tab.clickButton(`More about the message of ${name}`);
      await alice.tab.clickButton(`Mute ${name} for me`);
      const isMuted = `A message from ${name}, who is muted`;
      await seesMessages(
        alice,
        'it to be muted',
        (text) => text.includes(isMuted) && !text.includes('something loud'),
      );
      await say(bob, 'something louder');
      const [told = '', own = ''] = await Promise.all([
        seesMessages(alice, 'both to be muted', (text) => text.split(isMuted).length === 3),
        seesMessages(bob, 'the own messages', (text) => /loud.*louder/s.test(text)),
      ]);
      expect(told).not.toContain('louder');
      expect(own).not.toContain('muted');
      await say(alice, 'and I?');
      await seesMessages(bob, 'the other one as before', (text) => text.includes('and I?'));

      // As well beside the name as beside a message.
      await openPeople(alice);
      await alice.tab.clickButton(`Hear ${name} again`);
      await openChat(alice);
      await seesMessages(alice, 'both messages', (text) => /something loud.*something louder/s.test(text));
      for (const person of [alice, bob]) {
        await person.tab.clickButton('Close');
        await person.tab.bringToFront();
        await person.leaveParty();
      }
    });

    it('[CH1] [CH7] [FE7] [PR1] twenty read the same messages in the same order, and how each of them stands; who comes late finds them there', async () => {
      const lea = await startLightParty(stage.relay.url);
      await alice.joinParty(lea.code);
      const others: LightMember[] = [];
      for (let count = 1; count < OTHERS; count += 1) {
        others.push(await joinLightly(stage.relay.url, lea.code, `Guest ${count}`));
      }
      await openChat(alice);
      for (const [index, member] of others.entries()) {
        member.say('chat', { kind: 'say', text: `one of ${index}`, moment: null });
        member.say('chat', { kind: 'say', text: `two of ${index}`, moment: null });
      }
      expect(await leftOfClose(alice)).toBe(movedTo);
      const isThere = (text: string) => others.every((_, index) => text.includes(`two of ${index}`));
      await bob.joinParty(lea.code);
      await bob.seesMembers(20);
      await openChat(bob);
      const [alices, bobs] = await Promise.all([
        seesMessages(alice, 'all messages', isThere),
        seesMessages(bob, 'all messages', isThere),
      ]);
      const orderOf = (text: string) => text.match(/(one|two) of \d+/g);
      expect(orderOf(alices)).toEqual(orderOf(bobs));
      expect(orderOf(alices)).toHaveLength(2 * others.length);

      await seeHowTwentyStand([alice, bob], [lea, ...others]);
      await openChat(alice);
      await say(alice, 'good evening');
      for (const member of [lea, ...others.slice(GONE)]) {
        await waitFor(
          () => member.heard.some(({ act }) => (act as { text?: string }).text === 'good evening'),
          { what: 'everyone to have heard it', timeoutMs: PATIENCE_MS },
        );
      }
      await alice.leaveParty();
      await bob.leaveParty();
      for (const member of [...others.slice(GONE), lea]) await member.close();
    });
  },
);

/** The words about each in both lists, and about those who stay when some have left. */
async function seeHowTwentyStand(readers: readonly Person[], members: readonly LightMember[]): Promise<void> {
  const [lea, ...others] = members;
  const ways = [
    { state: 'buffering', words: /buffering$/ },
    { state: 'in-ad', words: /in an ad$/ },
    { state: 'catching-up', driftMs: -800, words: /catching up, 800 ms behind$/ },
    { state: 'away', words: /away from the page$/ },
    { state: 'in-step', driftMs: 12, uncertaintyMs: 3, words: /in step, 12 ms ± 3 ms$/ },
  ] as const;
  const wayOf = (index: number) => ways[index % ways.length] ?? ways[0];
  lea?.stand('in-step');
  for (const [index, member] of others.entries()) {
    const { state, words: _, ...measured } = wayOf(index);
    member.stand(state, measured);
  }
  const isToldOf = (items: readonly string[], index: number) =>
    items.some((item) => new RegExp(`^Guest ${index + 1}$`, 'm').test(item) && wayOf(index).words.test(item));
  for (const person of readers) {
    await openPeople(person);
    const listed = await seesPeople(
      person,
      (items) => items.length === 20 && others.every((_, index) => isToldOf(items, index)),
    );
    expect(listed.filter((text) => text.includes('host'))).toHaveLength(1);
  }
  for (const member of others.slice(0, GONE)) await member.close();
  for (const person of readers) {
    await seesPeople(
      person,
      (items) =>
        items.length === 20 - GONE && others.every((_, index) => isToldOf(items, index) === index >= GONE),
    );
  }
}

function openPeople(person: Person): Promise<void> {
  return openTab(person, 'People', () => person.tab.has('list', 'People'));
}

function seesPeople({ tab }: Person, isAccepted: (items: readonly string[]) => boolean) {
  return waitForValue(() => tab.listItems('People'), isAccepted, {
    what: 'the people to be listed as they stand',
    timeoutMs: PATIENCE_MS,
  });
}

function seesPanel({ tab }: Person, what: string, isAccepted: (text: string) => boolean) {
  return waitForValue(async () => (await tab.find('tabpanel', 'Chat'))?.text ?? '', isAccepted, {
    what,
    timeoutMs: PATIENCE_MS,
  });
}
