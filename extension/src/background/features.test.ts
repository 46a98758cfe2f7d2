// Features through the whole background and a real relay: what one says in them, all hear.

import type { MediaKey } from '@sameframe/shared/ids.ts';
import { until } from '@sameframe/shared/testing/until.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { FILM_URL, partyOf } from './testing/fake-computer.ts';
import { openFakeFeatures } from './testing/fake-features.ts';
import { lastActOf, preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();

const textsOf = (features: ReturnType<typeof openFakeFeatures>) =>
  features.heard.map(({ act }) => (act as { text: string }).text);

test('[FE1] what is said is heard by all in one order, its author included, and by who comes later', async () => {
  const { alice, bob, invite, relay } = await world.startParty();
  const [alices, bobs] = [openFakeFeatures(alice), openFakeFeatures(bob)];
  alices.say('hello');
  await until(() => bobs.heard.length === 1 && alices.heard.length === 1);
  bobs.say('hi');
  bobs.say('of the moment', false);
  await until(() => alices.heard.length === 3 && bobs.heard.length === 3);
  expect(alices.heard).toEqual(bobs.heard);
  expect(alices.heard.map(({ by }) => by)).toEqual([alices.party?.self, bobs.party?.self, bobs.party?.self]);

  const carol = world.startComputer(relay.url);
  carol.openPopup().ask({ kind: 'join', text: invite });
  await until(() => carol.page.role === 'driving');
  const carols = openFakeFeatures(carol);
  await until(() => carols.heard.length === 2);
  expect(textsOf(carols)).toEqual(['hello', 'hi']);
});

test('[FE2] a background that dies loses nothing that was said, nor what a feature noted', async () => {
  const { alice, bob } = await world.startParty();
  const [alices, bobs] = [openFakeFeatures(alice), openFakeFeatures(bob)];
  bobs.note({ readUpTo: 7 });
  alices.say('one');
  await until(() => bobs.heard.length === 1);
  bob.browser.killBackground();
  alices.say('two');
  await until(() => bobs.heard.length === 2);
  expect(textsOf(bobs)).toEqual(['one', 'two']);
  expect(bobs.notes).toEqual({ chat: { readUpTo: 7 } });
  expect(alices.notes).toEqual({});
});

test('[FE6] a jump asked for in a feature brings everyone there, who asked included', async () => {
  const { alice, bob } = await world.startParty();
  const bobs = openFakeFeatures(bob);
  await world.actAndWait(alice, [bob], 'pause', 10);
  bobs.jump(321);
  await until(() => alice.page.replica.timeline.playback?.vector.position === 321);
  await until(() => lastActOf(bob) === lastActOf(alice));
  const { lastAct } = alice.page.replica.timeline;
  expect(lastAct?.by).toBe(bobs.party?.self);
});

test('[FE8] what is opened for all is at its beginning for all, who opened it goes there, and all begin together', async () => {
  const { alice, bob } = await world.startParty();
  const alices = openFakeFeatures(alice);
  const media = { key: 'whatever' as MediaKey, url: 'https://films.example/second', title: 'Second' };
  alices.open(media);
  await until(() => bob.page.replica.timeline.playback?.media?.url === media.url);
  expect(bob.page.replica.timeline.playback).toMatchObject({
    isPlaying: false,
    media: { ...media, key: 'https://films.example/second' },
    vector: { position: 0 },
  });
  await until(() => alice.tab.url === media.url);
  const there = openFakeFeatures(alice);
  there.begin();
  await until(() => bob.page.replica.timeline.playback?.isPlaying === true);
  expect(bob.page.replica.timeline.playback?.vector.position).toBe(0);
  const { lastAct } = bob.page.replica.timeline;
  there.begin();
  there.say('after that');
  const bobs = openFakeFeatures(bob);
  await until(() => bobs.heard.length === 1);
  expect(bob.page.replica.timeline.lastAct).toEqual(lastAct);
});

test('[FE8] what is opened once more where it is on begins for all without another load of its page', async () => {
  const { alice, bob } = await world.startParty();
  await world.actAndWait(alice, [bob], 'play', 321);
  const alices = openFakeFeatures(alice);
  const left: string[] = [];
  const { onLeave } = alice.tab;
  alice.tab.onLeave = () => {
    left.push(alice.tab.url);
    onLeave();
  };
  alices.open({ key: 'whatever' as MediaKey, url: FILM_URL, title: 'A film' });
  await until(() => bob.page.replica.timeline.playback?.vector.position === 0);
  expect(bob.page.replica.timeline.playback?.isPlaying).toBe(false);
  alices.begin();
  await until(() => bob.page.replica.timeline.playback?.isPlaying === true);
  expect(left).toEqual([]);
});

test('[FE9] features that have something to do come to every page, also after the background has died', async () => {
  const { alice } = await world.startParty();
  const alices = openFakeFeatures(alice);
  alices.attend(true);
  await until(() => JSON.stringify([...alice.browser.stores.session]).includes('"attending":["queue"]'));
  alice.browser.killBackground();
  alices.close();
  await until(() => alice.tab.scripts.includes('panels.js'));
});

test('[UN3] what is undone in a page brings everyone back there, with a lead for all', async () => {
  const { alice, bob } = await world.startParty();
  await world.actAndWait(alice, [bob], 'play', 10);
  bob.page.say({ kind: 'jump', position: 321 as MediaSeconds });
  await until(() => alice.page.replica.timeline.playback?.vector.position === 321);
  const { playback, lastAct } = alice.page.replica.timeline;
  expect(lastAct?.by).not.toBe(alice.page.replica.party.host);
  const event = alice.page.received.findLast((message) => message.kind === 'event')?.event;
  expect(event).toMatchObject({ meaning: { act: { kind: 'seek-to', when: { kind: 'scheduled' } } } });
  expect(playback?.isPlaying).toBe(true);
  expect(playback?.vector.timestamp).toBeGreaterThan(event?.at ?? Number.POSITIVE_INFINITY);
});

test('[FE7] who is here, how they are called and what they are is told, and anew when it changes', async () => {
  const { alice, alicesPopup } = await world.startParty();
  const alices = openFakeFeatures(alice);
  await until(() => alices.party?.members.length === 2);
  const before = alices.party;
  alicesPopup.ask({ kind: 'set-name', name: 'Alice' });
  await until(() => alices.party?.members.some(({ name }) => name === 'Alice'));
  expect(before?.members.map(({ role, isSelf }) => ({ role, isSelf }))).toEqual([
    { role: 'host', isSelf: true },
    { role: 'viewer', isSelf: false },
  ]);
});

test('[PN1] panels come by themselves when somebody else has said something and no feature is there to show it', async () => {
  const { alice, bob } = await world.startParty();
  const alices = openFakeFeatures(alice);
  alices.say('hello');
  await until(() => bob.tab.scripts.includes('panels.js'));
  await until(() => bob.page.received.some(({ kind }) => kind === 'panels'));
  expect(alice.tab.scripts).not.toContain('panels.js');
});

test('[PN1] panels come, too, to a page that was on its way when somebody said something', async () => {
  const { alice, bob, alicesPopup, bobsPopup } = await world.startParty();
  const alices = openFakeFeatures(alice);
  bob.tab.isOpenToUs = false;
  bob.browser.navigate(bob.tab, FILM_URL);
  alices.say('hello');
  await until(() => alices.heard.length === 1);
  alicesPopup.ask({ kind: 'set-name', name: 'Alice' });
  await until(() => partyOf(bobsPopup)?.members.some(({ name }) => name === 'Alice'));
  bob.tab.isOpenToUs = true;
  bob.browser.navigate(bob.tab, FILM_URL);
  await until(() => bob.tab.scripts.includes('panels.js'));
});

test('[PN1] panels come, too, where the background has died since somebody said something', async () => {
  const { alice, bob, alicesPopup, bobsPopup } = await world.startParty();
  const alices = openFakeFeatures(alice);
  bob.tab.isOpenToUs = false;
  bob.browser.navigate(bob.tab, FILM_URL);
  alices.say('hello');
  await until(() => alices.heard.length === 1);
  alicesPopup.ask({ kind: 'set-name', name: 'Alice' });
  await until(() => partyOf(bobsPopup)?.members.some(({ name }) => name === 'Alice'));
  bob.browser.killBackground();
  bob.tab.isOpenToUs = true;
  bob.browser.navigate(bob.tab, FILM_URL);
  await until(() => bob.tab.scripts.includes('panels.js'));
});

test('[RE1] what is of the moment and brings the panels to a page is told there, too', async () => {
  const { alice, bob } = await world.startParty();
  openFakeFeatures(alice).say('now!', false);
  await until(() => bob.tab.scripts.includes('panels.js'));
  const bobs = openFakeFeatures(bob);
  await until(() => textsOf(bobs).includes('now!'));
});

test('[CH9] [CH11] the emoji come in the language in force to who asks, with those used last: of private windows none', async () => {
  const { alice, bob } = await world.startParty();
  bob.tab.incognito = true;
  const [alices, bobs] = [openFakeFeatures(alice), openFakeFeatures(bob)];
  for (const emoji of ['🍿', '🎬', '🍿', 'no emoji']) alices.pickEmoji(emoji);
  bobs.pickEmoji('🦊');
  alices.askForEmoji();
  bobs.askForEmoji();
  await until(() => alices.recentEmoji !== null && bobs.recentEmoji !== null);
  expect(alices.recentEmoji).toEqual(['🍿', '🎬']);
  expect(bobs.recentEmoji).toEqual([]);
  expect(alice.tab.scripts).toContain('emoji/en.js');
});

test('[FE10] whatever a member has kept under names of their own, the chat is heard, and by who comes later', async () => {
  const { alice, bob, invite, relay } = await world.startParty();
  const [alices, bobs] = [openFakeFeatures(alice), openFakeFeatures(bob)];
  for (let index = 0; index < 20; index += 1)
    bobs.send({ kind: 'say', feature: `made-up-${index}`, id: `x-${index}`, act: {}, isKept: true });
  // What the relay takes is heard, however little of it is kept.
  await until(() => bobs.refused.length > 0 && alices.heard.length + bobs.refused.length === 20);
  alices.say('hello');
  await until(() => textsOf(alices).includes('hello') && textsOf(bobs).includes('hello'));
  const carol = world.startComputer(relay.url);
  carol.openPopup().ask({ kind: 'join', text: invite });
  await until(() => carol.page.role === 'driving');
  const carols = openFakeFeatures(carol);
  await until(() => textsOf(carols).includes('hello'));
});

test('[FE5] what no page of ours would send is not carried', async () => {
  const { alice, bob } = await world.startParty();
  const [alices, bobs] = [openFakeFeatures(alice), openFakeFeatures(bob)];
  alices.send({ kind: 'say', feature: 'chat', id: 'x', act: 'x'.repeat(6_001), isKept: true });
  alices.send({ kind: 'say', feature: 'Chat!', id: 'y', act: {}, isKept: true });
  alices.send({ kind: 'jump', position: 'end' });
  alices.send({ kind: 'note', feature: 'chat', note: 'x'.repeat(20_001) });
  alices.send(null);
  alices.say('and now this');
  await until(() => bobs.heard.length === 1);
  expect(textsOf(bobs)).toEqual(['and now this']);
});
