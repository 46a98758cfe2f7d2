// What a person in a party sees of its rules: an act that is not theirs is undone with a word, who is put out is told so,
// and a locked door says that it is one. And what a host does about them, with real clicks in the popup.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSocketMember, type SocketMember } from '../../relay-server/src/testing/socket-member.ts';
import type { RigBrowser, RigPopup } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { joinAsHostile } from './hostile-member.ts';
import { joinLightly, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person, seeText } from './person.ts';
import { kindsFor, pairsFor, REPEATS, type Stage, setStage } from './stage.ts';

/** Of the page that all of them are on. */
const FILM_TITLE = 'Plain video · Sameframe playground';

describe.each(kindsFor('firefox'))(
  'the rules of a party in %s',
  { timeout: 90_000, repeats: REPEATS },
  (kind) => {
    let stage: Stage;
    let host: SocketMember | undefined;
    beforeAll(async () => {
      stage = await setStage();
    });
    afterAll(async () => {
      host?.socket.disconnect();
      await stage.close();
    });

    it('[AD17 AD20 AD21 AD22] an act that is not one’s own snaps back with a word; who is kicked hears so, finds a locked door, and is let in by the host', async () => {
      const lea = await startLightParty(stage.relay.url);
      const alice = await Person.open(await stage.launch(kind), `${stage.playground.origin}/plain.html`);
      await alice.joinParty(lea.code);
      await alice.seesMembers(2);
      const member = await lea.seesOther();
      const own = createSocketMember(stage.relay.url);
      host = own;
      await own.join(await lea.lendSeat());
      const govern = async (wish: object) =>
        expect(await own.ask('govern', wish)).toMatchObject({ ok: true });

      await govern({ kind: 'set-grant', channel: 'playback', least: 'co-host' });
      await alice.video.clickPlayButton();
      await alice.seesToast((text) => /role/.test(text));
      await alice.waitUntilPaused();
      await govern({ kind: 'set-grant', channel: 'playback', least: null });
      await alice.startPlaying();
      await own.sees(({ events }) => events.some((event) => event.from === 'member' && event.by === member));

      await govern({ kind: 'kick', member });
      await alice.inPopup((popup) => seeText(popup, /A host has removed you from this party/));
      await alice.inPopup(async (popup) => {
        await popup.fill('Party code', lea.code);
        await popup.clickButton('Join');
        await seeText(popup, /This party is locked/);
      });

      await govern({ kind: 'set-lock', isLocked: false });
      await govern({ kind: 'set-approval', approvesJoiners: true });
      await alice.inPopup(async (popup) => {
        await popup.fill('Party code', lea.code);
        await popup.clickButton('Join');
        await seeText(popup, /The host has to let you in first/);
        await own.sees(({ knocks }) => (knocks.at(-1)?.waiting.length ?? 0) > 0);
        await govern({ kind: 'admit', knock: own.knocks.at(-1)?.waiting[0]?.knock, isAdmitted: true });
        await popup.waitForStatus('Party code', (text) => text.trim() !== '', { timeoutMs: PATIENCE_MS });
      });
    });
  },
);

describe.each(pairsFor('chromium'))(
  'a host in %s and a guest in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind, other) => {
    let stage: Stage;
    let browsers: readonly [RigBrowser, RigBrowser];
    beforeAll(async () => {
      stage = await setStage();
      browsers = [await stage.launch(kind), await stage.launch(other)];
    });
    afterAll(() => stage.close());

    it('[AD17 AD19 AD20 AD22] keeps the video to itself, lets in who knocks by name, and puts a member out', async () => {
      const page = `${stage.playground.origin}/plain.html`;
      const alice = await Person.open(browsers[0], page);
      const code = await alice.startParty();
      await alice.inPopup(async (popup) => {
        await popup.clickButton('Who may do what');
        await popup.clickRole('radio', 'only the host');
        await popup.clickRole('checkbox', 'Ask me before anybody new comes in');
        await seeText(popup, /only the host\. Newcomers wait to be let in/);
      });

      const bob = await Person.open(browsers[1], page);
      const knock = bob.inPopup(async (popup) => {
        await popup.fill('Party code', code);
        await popup.clickButton('Join');
        await seeText(popup, /The host has to let you in first/);
      });
      await Promise.all([knock, alice.seesToast((text) => /asks to be let in/.test(text))]);
      const name = await alice.inPopup(async (popup) => {
        const [waiting = ''] = await waitForValue(
          () => popup.listItems('Waiting to be let in'),
          (items) => items.length === 1,
          { what: 'who knocks', timeoutMs: PATIENCE_MS },
        );
        const [called = ''] = waiting.split('\n');
        await popup.clickButton(`Let in ${called.trim()}`);
        return called.trim();
      });
      await alice.seesMembers(2);
      await bob.seesMembers(2);

      await bob.video.clickPlayButton();
      await bob.seesToast((text) => /role/.test(text));
      await bob.waitUntilPaused();
      await alice.startPlaying();
      await bob.followPlay();

      await alice.inPopup(async (popup) => {
        await popup.clickButton(`Change what ${name} may do`);
        await popup.clickButton('Remove');
        await seeText(popup, /Remove .* for good/);
        await popup.clickButton('Remove');
        await waitForValue(
          () => popup.listItems('Members'),
          (items) => items.length === 1,
          { what: 'the member to have left the list', timeoutMs: PATIENCE_MS },
        );
      });
      await bob.inPopup((popup) => seeText(popup, /A host has removed you from this party/));
      await alice.seesMembers(1);
      for (const { tab } of [alice, bob]) await tab.close();
    });

    it('[AD15] [AD17] [AD18] [AD19] [AD20] [AD22] [RP4] gives roles and takes them, locks the door and turns away; the party outlives its hosts', async () => {
      const page = `${stage.playground.origin}/plain.html`;
      const alice = await Person.open(browsers[0], page);
      const bob = await Person.open(browsers[1], page);
      const code = await alice.startParty();
      await bob.joinParty(code);
      const lea = await joinLightly(stage.relay.url, code);
      await alice.seesMembers(3);

      await give(alice, 'Only let watch');
      await bob.seesToast((text) => text.includes('You can no longer control the video'));
      await bob.video.clickPlayButton();
      await bob.seesToast((text) => /role/.test(text));
      await bob.waitUntilPaused();
      await seesRole(alice, /only watches/);
      await leaveAndRejoin(bob, alice);
      await seesRole(alice, /only watches/);
      await bob.video.clickPlayButton();
      await bob.seesToast((text) => /role/.test(text));
      await bob.waitUntilPaused();
      await give(alice, 'Let take part');
      await bob.seesToast((text) => text.includes('You can take part again'));
      await bob.startPlaying();
      await alice.followPlay();
      await bob.pause();
      await alice.waitUntilPaused();

      await give(alice, 'Make co-host');
      await bob.seesToast((text) => text.includes('You became a co-host'));
      await seesRole(alice, /co-host/);
      const locked = 'Locked: nobody new comes in';
      await setRule(bob, locked, /The party is locked/);
      await alice.inPopup((popup) => seeText(popup, /The party is locked/));
      await expect(joinAsHostile(stage.relay.url, code)).rejects.toThrow('party-locked');
      await leaveAndRejoin(bob, alice);
      await seesRole(alice, /co-host/);
      await setRule(alice, locked, null);
      await setRule(alice, 'Ask me before anybody new comes in', /Newcomers wait to be let in/);
      await leaveAndRejoin(bob, alice);

      // Forgotten, the party takes him for a stranger.
      await bob.leaveParty();
      await bob.inPopup((popup) => popup.clickButton(`Forget ${FILM_TITLE}`));
      await alice.seesMembers(2);
      const isTurnedAway = bob.inPopup(async (popup) => {
        await popup.fill('Party code', code);
        await popup.clickButton('Join');
        await seeText(popup, /The host has not let you in/);
      });
      await alice.seesToast((text) => /asks to be let in/.test(text));
      await alice.inPopup(async (popup) => {
        const [waiting = ''] = await waitForValue(
          () => popup.listItems('Waiting to be let in'),
          (items) => items.length === 1,
          { what: 'who knocks', timeoutMs: PATIENCE_MS },
        );
        await popup.clickButton(`Turn away ${(waiting.split('\n')[0] ?? '').trim()}`);
      });
      await isTurnedAway;
      await alice.seesMembers(2);
      await setRule(alice, 'Ask me before anybody new comes in', null);
      await bob.joinParty(code);
      await alice.seesMembers(3);

      await give(alice, 'Make host', /Make .* the host\?/);
      await bob.seesToast((text) => text.includes('You became the host'));
      await seesRole(alice, /host/);
      await bob.leaveParty();
      await alice.seesToast((text) => text.includes('You became the host'));
      await alice.startPlaying();
      await lea.hears('play', ({ isPlaying }) => isPlaying);
      await alice.leaveParty();
      await waitFor(() => lea.others().length === 0, {
        what: 'Lea to be left alone',
        timeoutMs: PATIENCE_MS,
      });
      await lea.close();
    });
  },
);

/** In the list of members, what stands there of the only other person in a browser. */
async function readOther(popup: RigPopup): Promise<{ readonly name: string; readonly item: string }> {
  const isOther = (item: string) => !item.includes('(you)') && !/\bLea\b/.test(item);
  const items = await waitForValue(
    () => popup.listItems('Members'),
    (all) => all.some(isOther),
    { what: 'the other one in the list', timeoutMs: PATIENCE_MS },
  );
  const item = items.find(isOther) ?? '';
  // Made up at first, of two words.
  return { item, name: /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.exec(item)?.[0] ?? '' };
}

/** By the popup's recent parties, of a party of three. */
async function leaveAndRejoin(person: Person, host: Person): Promise<void> {
  await person.leaveParty();
  await host.seesMembers(2);
  await person.inPopup(async (popup) => {
    await popup.clickButton(`Rejoin ${FILM_TITLE}`);
    await popup.waitForStatus('Party code', (text) => text.trim() !== '', { timeoutMs: PATIENCE_MS });
  });
  await host.seesMembers(3);
}

/** What cannot be taken back alone is asked once more. */
function give(host: Person, offer: string, question?: RegExp): Promise<void> {
  return host.inPopup(async (popup) => {
    const { name } = await readOther(popup);
    await popup.clickButton(`Change what ${name} may do`);
    await popup.clickButton(offer);
    if (question === undefined) return;
    await seeText(popup, question);
    await popup.clickButton(offer);
  });
}

function seesRole(person: Person, role: RegExp): Promise<void> {
  return person.inPopup(async (popup) => {
    await waitForValue(
      async () => (await readOther(popup)).item,
      (item) => role.test(item),
      { what: `the other one to be ${role}`, timeoutMs: PATIENCE_MS },
    );
  });
}

/** Ticks or unticks it; `words`: what the popup then says of it, null for what is as usual. */
function setRule(person: Person, name: string, words: RegExp | null): Promise<void> {
  return person.inPopup(async (popup) => {
    await popup.clickButton('Who may do what');
    await popup.clickRole('checkbox', name);
    if (words !== null) return seeText(popup, words);
    await waitForValue(
      () => popup.text(),
      (text) => !/The party is locked|Newcomers wait/.test(text),
      { what: 'what was said of it to be gone', timeoutMs: PATIENCE_MS },
    );
  });
}
