// Going on under a new code through the whole background and a real relay: who comes along, who does not, and what they find.

import type { PartyCode } from '@sameframe/shared/code.ts';
import type { MemberToken } from '@sameframe/shared/ids.ts';
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import { createFakeStore } from '../platform/fake-store.ts';
import { newRecord } from './new-record.ts';
import { createPartyRecords } from './party-record.ts';
import { type FakeComputer, type FakePopup, FILM_URL, partyOf } from './testing/fake-computer.ts';
import { openFakeFeatures } from './testing/fake-features.ts';
import { openFakePage } from './testing/fake-page.ts';
import { holdBackAnswers } from './testing/hold-back-answers.ts';
import { type PartyOfTwo, preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();

interface PartyOfThree extends PartyOfTwo {
  readonly carol: FakeComputer;
  readonly carolsPopup: FakePopup;
}

async function startPartyOfThree(two: PartyOfTwo): Promise<PartyOfThree> {
  const carol = world.startComputer(two.relay.url);
  const carolsPopup = carol.openPopup();
  carolsPopup.ask({ kind: 'join', text: two.invite });
  await until(() => partyOf(two.alicesPopup)?.members.length === 3);
  return { ...two, carol, carolsPopup };
}

const ownIn = (popup: FakePopup) => partyOf(popup)?.members.find(({ isSelf }) => isSelf)?.id;

async function remove(popup: FakePopup, other: FakePopup): Promise<void> {
  const member = ownIn(other);
  if (member === undefined) throw new Error('not in the party');
  popup.ask({ kind: 'govern', wish: { kind: 'kick', member } });
  await until(() => partyOf(popup)?.rules.isLocked && partyOf(other) === null);
}

const isIn = (popup: FakePopup, invite: string, members: number) =>
  partyOf(popup)?.invite === invite && partyOf(popup)?.members.length === members;
const recentsOf = ({ browser }: FakeComputer) => JSON.stringify(browser.stores.local.get('recent-parties'));

const bare = (invite: string) => invite.replaceAll('-', '').slice(0, 20);

const codesOf = (computer: FakeComputer) =>
  [...recentsOf(computer).matchAll(/"code":"(\w+)"/g)].map(([, code]) => code);

/** The code of where Alice is, once that is another party than before. */
async function nextOf({ alicesPopup, invite }: PartyOfTwo): Promise<string> {
  await until(() => ![undefined, invite].includes(partyOf(alicesPopup)?.invite));
  return partyOf(alicesPopup)?.invite ?? '';
}

test('[SU1] [SU2] [SU3] [SU4] everyone but who was removed goes on in a party of another code, which is as the former was', async () => {
  const party = await startPartyOfThree(await world.startParty());
  const { alice, alicesPopup, bob, bobsPopup, carol, carolsPopup, invite } = party;
  alicesPopup.ask({ kind: 'set-stall-policy', policy: 'wait' });
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'set-grant', channel: 'playback', least: 'host' } });
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'set-approval', approvesJoiners: true } });
  bobsPopup.ask({ kind: 'shift-film', byS: 1.5 });
  bobsPopup.ask({ kind: 'step-out' });
  await until(() => partyOf(bobsPopup)?.isSteppedOut && partyOf(bobsPopup)?.rules.approvesJoiners);
  await remove(alicesPopup, carolsPopup);
  const pages = [alice, bob].map(({ browser, tab }) => openFakePage(browser, tab));
  alicesPopup.ask({ kind: 'go-on-anew' });
  const next = await nextOf(party);
  await until(() => isIn(alicesPopup, next, 2) && isIn(bobsPopup, next, 2));
  await until(() => pages.every(({ role }) => role === 'driving'));
  expect(next).not.toBe(invite);
  expect(partyOf(alicesPopup)).toMatchObject({ isHost: true, rules: { controls: 'host', isLocked: false } });
  await until(() => partyOf(bobsPopup)?.stallPolicy === 'wait');
  expect(partyOf(bobsPopup)).toMatchObject({
    isHost: false,
    isSteppedOut: true,
    film: { shiftS: 1.5, shiftedBy: 'person' },
    rules: { controls: 'host', approvesJoiners: false },
  });
  for (const popup of [alicesPopup, bobsPopup]) expect(popup.view?.problem).toEqual({ kind: 'went-on' });
  await until(() => [alice, bob].every((each) => recentsOf(each).includes(bare(next))));
  for (const each of [alice, bob]) expect(recentsOf(each)).not.toContain(bare(invite));
  carolsPopup.ask({ kind: 'join', text: invite });
  await until(() => carolsPopup.view?.problem != null && carolsPopup.view.tab.state === 'no-party');
  expect(partyOf(carolsPopup)).toBeNull();
  expect(JSON.stringify([...carol.browser.stores.session, ...carol.browser.stores.local])).not.toContain(
    bare(next),
  );
});

test('[SU5] pressed again and again, in two popups, it is one party to go to', async () => {
  const party = await world.startParty();
  const { alice, alicesPopup, bob, bobsPopup } = party;
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'set-lock', isLocked: true } });
  await until(() => partyOf(alicesPopup)?.rules.isLocked);
  const other = alice.openPopup();
  for (const popup of [alicesPopup, other, alicesPopup, other]) popup.ask({ kind: 'go-on-anew' });
  const next = await nextOf(party);
  await until(() => isIn(alicesPopup, next, 2) && isIn(bobsPopup, next, 2));
  // Each popup's wishes are carried out in their order.
  alicesPopup.ask({ kind: 'set-avatar', avatar: '🦊' });
  other.ask({ kind: 'set-name', name: 'Alicia' });
  for (const popup of [alicesPopup, other]) {
    await until(() => popup.view?.settings.name === 'Alicia' && popup.view.settings.avatar === '🦊');
  }
  await until(() => recentsOf(bob).includes(bare(next)));
  expect(partyOf(alicesPopup)?.invite).toBe(next);
  for (const each of [alice, bob]) expect(codesOf(each)).toEqual([bare(next)]);
});

test('[SU2] what features want to have there goes along, and they are there by themselves, and nothing else of theirs', async () => {
  const party = await world.startParty();
  const { alicesPopup, bob } = party;
  const bobs = openFakeFeatures(bob);
  bobs.send({ kind: 'note', feature: 'chat', note: { seenUpTo: 7, draft: 'Did' }, onward: { draft: 'Did' } });
  bobs.send({ kind: 'note', feature: 'queue', note: { draft: 'Film' }, onward: { draft: 'Film' } });
  bobs.send({ kind: 'note', feature: 'queue', note: {} });
  bobs.send({ kind: 'note', feature: 'side', note: { isOpen: true }, onward: { isOpen: true } });
  for (const feature of ['side', 'queue']) bobs.send({ kind: 'attend', feature, isNeeded: true });
  await until(() => JSON.stringify([...bob.browser.stores.session]).includes('"attending":["side","queue"]'));
  bob.browser.killBackground();
  bobs.close();
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'set-lock', isLocked: true } });
  await until(() => partyOf(alicesPopup)?.rules.isLocked);
  openFakePage(bob.browser, bob.tab);
  const scripts = bob.tab.scripts.length;
  alicesPopup.ask({ kind: 'go-on-anew' });
  const next = await nextOf(party);
  const again = bob.openPopup();
  await until(() => isIn(again, next, 2));
  await until(() => bob.tab.scripts.slice(scripts).includes('panels.js'));
  expect(JSON.stringify([...bob.browser.stores.session])).toContain('"attending":["side"]');
  const there = openFakeFeatures(bob);
  await until(() => there.party !== null);
  await until(() => Object.keys(there.notes).length > 0);
  expect(there.notes).toEqual({ chat: { draft: 'Did' }, side: { isOpen: true } });
});

test('[SU2] [SU4] the former party stays among recent ones until the next one has taken the member in', async () => {
  const party = await world.startParty();
  const { alicesPopup, bob, bobsPopup, invite } = party;
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'set-lock', isLocked: true } });
  await until(() => partyOf(bobsPopup)?.rules.isLocked);
  const { local } = bob.browser.stores;
  const written: string[] = [];
  local.set = (key, value) => {
    written.push(JSON.stringify(value));
    return Map.prototype.set.call(local, key, value);
  };
  local.delete = (key) => {
    written.push('');
    return Map.prototype.delete.call(local, key);
  };
  alicesPopup.ask({ kind: 'go-on-anew' });
  const codes = [invite, await nextOf(party)].map(bare);
  await until(() => written.some((list) => list.includes(codes[1] ?? '')));
  expect(written.filter((list) => !codes.some((code) => list.includes(code)))).toEqual([]);
});

test('[SU2] who was away goes along when they come back, and who left before by the former code', async () => {
  const party = await startPartyOfThree(await world.startParty());
  const { alicesPopup, bob, bobsPopup, carolsPopup, invite } = party;
  carolsPopup.ask({ kind: 'leave' });
  await until(() => partyOf(alicesPopup)?.members.length === 2);
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'set-lock', isLocked: true } });
  await until(() => partyOf(bobsPopup)?.rules.isLocked);
  bob.browser.killBackground();
  alicesPopup.ask({ kind: 'go-on-anew' });
  const next = await nextOf(party);
  const again = bob.openPopup();
  await until(() => isIn(again, next, 2));
  carolsPopup.ask({ kind: 'join', text: invite });
  await until(() => isIn(carolsPopup, next, 3));
});

async function startLockedParty(relay: string) {
  const alice = world.startComputer(relay);
  const popup = alice.openPopup();
  popup.ask({ kind: 'start' });
  await until(() => partyOf(popup) !== null);
  popup.ask({ kind: 'govern', wish: { kind: 'set-lock', isLocked: true } });
  await until(() => partyOf(popup)?.rules.isLocked);
  return { alice, popup, invite: partyOf(popup)?.invite };
}

test('[SU2] a next party that no relay tells of is waited for, also by a worker that has only just come', async () => {
  const relay = 'http://127.0.0.1:1';
  const alice = world.startComputer(relay);
  const { browser, tab } = alice;
  const other = browser.openTab(FILM_URL);
  const code = 'K7QM4TZP9XWD2RHV6BNC' as PartyCode;
  const token = 'token-of-alice-there00' as MemberToken;
  const joining = newRecord({
    code,
    relay,
    mode: 'join',
    name: 'Alice',
    avatar: null,
    token,
    reportCount: 0,
  });
  const records = createPartyRecords(createFakeStore(browser.stores.session));
  await records.write(String(tab.id), { ...joining, former: '0123456789ABCDEFGHJK' as PartyCode });
  await records.write(String(other.id), joining);
  const [popup, othersPopup] = [alice.openPopup(), alice.openPopup(other)];
  // Whoever joins by a code of their own is told that nothing comes of it, and no later than the limit of both would be over.
  await until(() => othersPopup.view?.problem?.kind === 'unreachable');
  expect([popup.view?.tab.state, othersPopup.view?.tab.state]).toEqual(['joining', 'no-party']);
});

test('[SU1] [SU2] where the relay is gone nothing changes, and the host is told why', async () => {
  const relay = await world.startRelay();
  const { popup, invite } = await startLockedParty(relay.url);
  await relay.kill();
  popup.ask({ kind: 'go-on-anew' });
  await until(() => popup.view?.problem != null);
  expect(popup.view?.problem).toEqual({ kind: 'unreachable', relay: relay.url });
  expect(partyOf(popup)?.invite).toBe(invite);
  await relay.restart();
  popup.ask({ kind: 'go-on-anew' });
  await until(() => ![undefined, invite].includes(partyOf(popup)?.invite));
  expect(partyOf(popup)?.isHost).toBe(true);
});

test('[SU1] [SU2] [SU5] a host whose worker dies before the others could be told is host of the next party all the same', async () => {
  const relay = await world.startRelay();
  const { alice, popup, invite } = await startLockedParty(relay.url);
  const { isAsked, answer } = holdBackAnswers(alice);
  popup.ask({ kind: 'go-on-anew' });
  // The next party is there, and whether the window is a private one is not known yet.
  await until(isAsked);
  await relay.kill();
  await until(() => partyOf(popup)?.connection === 'reconnecting');
  answer();
  await until(() => JSON.stringify([...alice.browser.stores.session]).includes('"go-on"'));
  alice.browser.killBackground();
  const again = alice.openPopup();
  again.ask({ kind: 'go-on-anew' });
  await relay.restart();
  await until(() => ![undefined, invite].includes(partyOf(again)?.invite));
  expect(partyOf(again)?.isHost).toBe(true);
  expect(partyOf(again)?.members).toHaveLength(1);
  again.ask({ kind: 'set-name', name: 'Alicia' });
  await until(() => again.view?.settings.name === 'Alicia');
  expect(again.view?.problem).toBeNull();
  expect(codesOf(alice)).toEqual([bare(partyOf(again)?.invite ?? '')]);
});

test('[SU1] [FE10] whatever who was removed had kept under names of their own, the party goes on', async () => {
  const party = await startPartyOfThree(await world.startParty());
  const { alicesPopup, bobsPopup, carol, carolsPopup } = party;
  const carols = openFakeFeatures(carol);
  for (let index = 0; index < 20; index += 1)
    carols.send({ kind: 'say', feature: `made-up-${index}`, id: `x-${index}`, act: {}, isKept: true });
  await until(() => carols.refused.length > 0);
  await remove(alicesPopup, carolsPopup);
  alicesPopup.ask({ kind: 'go-on-anew' });
  const next = await nextOf(party);
  await until(() => isIn(alicesPopup, next, 2) && isIn(bobsPopup, next, 2));
});

test('[SU1] where the others cannot be told, the party stays as it is and the host is told why', async () => {
  const relay = await world.startRelay();
  const { alice, popup, invite } = await startLockedParty(relay.url);
  const features = openFakeFeatures(alice);
  const { isAsked, answer } = holdBackAnswers(alice);
  popup.ask({ kind: 'go-on-anew' });
  await until(isAsked);
  await relay.kill();
  await until(() => partyOf(popup)?.connection === 'reconnecting');
  // More than waits for a relay.
  for (let count = 0; count < 210; count += 1) features.say('hello');
  await until(() => features.refused.length > 0);
  answer();
  await until(() => popup.view?.problem != null);
  expect(popup.view?.problem).toEqual({ kind: 'rejected', reason: 'rate-limited' });
  expect(partyOf(popup)?.invite).toBe(invite);
  await until(() => codesOf(alice).length === 1);
  expect(codesOf(alice)).toEqual([bare(invite ?? '')]);
});

test('[SU1] [RP3] who forgets everything while the next party is being started keeps nothing of that either', async () => {
  const relay = await world.startRelay();
  const { alice, popup } = await startLockedParty(relay.url);
  await relay.kill();
  await until(() => partyOf(popup)?.connection === 'reconnecting');
  popup.ask({ kind: 'go-on-anew' });
  alice.openPopup(alice.browser.openTab(FILM_URL)).ask({ kind: 'forget-everything' });
  await until(() => popup.view?.tab.state === 'no-party');
  await relay.restart();
  // Carried out once the former wish has come to its end.
  popup.ask({ kind: 'set-name', name: 'Alicia' });
  await until(() => popup.view?.settings.name === 'Alicia');
  expect(alice.browser.stores.local.has('recent-parties')).toBe(false);
});

test('[SU3] who is not host takes nobody anywhere', async () => {
  const { alicesPopup, bobsPopup, invite } = await world.startParty();
  bobsPopup.ask({ kind: 'go-on-anew' });
  await until(() => bobsPopup.view?.problem != null);
  expect(bobsPopup.view?.problem).toEqual({ kind: 'rejected', reason: 'not-allowed' });
  for (const popup of [alicesPopup, bobsPopup]) expect(partyOf(popup)?.invite).toBe(invite);
});

test('[SU4] a private window keeps neither party', async () => {
  const two = await world.startParty();
  two.alicesPopup.ask({ kind: 'govern', wish: { kind: 'set-lock', isLocked: true } });
  await until(() => partyOf(two.alicesPopup)?.rules.isLocked);
  two.bob.tab.incognito = true;
  two.bobsPopup.ask({ kind: 'forget-recent', invite: null });
  await until(() => !two.bob.browser.stores.local.has('recent-parties'));
  two.alicesPopup.ask({ kind: 'go-on-anew' });
  const next = await nextOf(two);
  await until(() => isIn(two.bobsPopup, next, 2));
  expect(two.bob.browser.stores.local.has('recent-parties')).toBe(false);
});
