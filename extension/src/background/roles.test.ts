// Roles and the door through the whole background and a real relay: what the popup offers, what becomes of it, and what
// everyone else sees.

import type { Govern } from '@sameframe/shared/protocol/rules.ts';
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import type { PopupMember } from '../messages/popup-background.ts';
import { type FakeComputer, type FakePopup, partyOf } from './testing/fake-computer.ts';
import { preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();

const otherIn = (popup: FakePopup): PopupMember | undefined =>
  partyOf(popup)?.members.find(({ isSelf }) => !isSelf);
const offersTo = (popup: FakePopup) =>
  otherIn(popup)?.offers.map((wish) => (wish.kind === 'set-role' ? wish.role : wish.kind));
const knocksAt = ({ page }: FakeComputer) =>
  page.received.flatMap((message) => (message.kind === 'knocked' ? [message.names] : []));
const problemOf = (popup: FakePopup) => popup.view?.problem ?? null;
const govern = (popup: FakePopup, wish: Govern) => popup.ask({ kind: 'govern', wish });

test('a host is offered everything, a viewer nothing, and a co-host what makes nobody their equal', async () => {
  const { alicesPopup, bobsPopup } = await world.startParty();
  expect(offersTo(alicesPopup)).toEqual(['co-host', 'spectator', 'hand-over', 'kick']);
  expect(offersTo(bobsPopup)).toEqual([]);
  expect(partyOf(bobsPopup)?.mayGovern).toBe(false);
  const bob = otherIn(alicesPopup)?.id;
  if (bob === undefined) throw new Error('no Bob');
  govern(alicesPopup, { kind: 'set-role', member: bob, role: 'co-host' });
  await until(() => partyOf(bobsPopup)?.mayGovern);
  expect(otherIn(alicesPopup)).toMatchObject({ role: 'co-host' });
  expect(offersTo(bobsPopup)).toEqual([]);
  govern(alicesPopup, { kind: 'hand-over', member: bob });
  await until(() => partyOf(bobsPopup)?.isHost);
  expect(partyOf(alicesPopup)?.isHost).toBe(false);
  await until(() => otherIn(bobsPopup)?.role === 'viewer');
});

test('what a role does not allow comes back with a word', async () => {
  const { bobsPopup } = await world.startParty();
  govern(bobsPopup, { kind: 'set-lock', isLocked: true });
  await until(() => problemOf(bobsPopup) !== null);
  expect(problemOf(bobsPopup)).toEqual({ kind: 'rejected', reason: 'not-allowed' });
  expect(partyOf(bobsPopup)?.rules.isLocked).toBe(false);
});

test('who knocks is shown with their name to those who may let them in, and comes in when they do', async () => {
  const { alice, alicesPopup, bob, bobsPopup, invite, relay } = await world.startParty();
  govern(alicesPopup, { kind: 'set-approval', approvesJoiners: true });
  await until(() => partyOf(bobsPopup)?.rules.approvesJoiners);
  const carol = world.startComputer(relay.url);
  const carolsPopup = carol.openPopup();
  carolsPopup.ask({ kind: 'set-name', name: 'Carol' });
  carolsPopup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(alicesPopup)?.knockers.length === 1);
  const [knocker] = partyOf(alicesPopup)?.knockers ?? [];
  if (knocker === undefined) throw new Error('nobody knocks');
  expect(knocker.name).toBe('Carol');
  expect(partyOf(bobsPopup)?.knockers).toEqual([]);
  expect(alice.browser.badges.get(alice.tab.id)).toBe('+1');
  expect(knocksAt(alice)).toEqual([['Carol']]);
  expect(knocksAt(bob)).toEqual([]);
  govern(alicesPopup, { kind: 'admit', knock: knocker.knock, isAdmitted: true });
  await until(() => partyOf(carolsPopup) !== null);
  await until(() => alice.browser.badges.get(alice.tab.id) === '3');
  expect(partyOf(alicesPopup)?.knockers).toEqual([]);
});

test('a knock that came while the worker was dead is shown by the next one', async () => {
  const { alice, alicesPopup, invite, relay } = await world.startParty();
  govern(alicesPopup, { kind: 'set-approval', approvesJoiners: true });
  await until(() => partyOf(alicesPopup)?.rules.approvesJoiners);
  world.startComputer(relay.url).openPopup().ask({ kind: 'join', text: invite });
  await until(() => alice.browser.badges.get(alice.tab.id) === '+1');
  alice.browser.killBackground();
  const popup = alice.openPopup();
  await until(() => partyOf(popup)?.knockers.length === 1);
});

test('who is removed is told so, and the party is locked', async () => {
  const { bob, alicesPopup, bobsPopup } = await world.startParty();
  const member = otherIn(alicesPopup)?.id;
  if (member === undefined) throw new Error('no Bob');
  govern(alicesPopup, { kind: 'kick', member });
  await until(() => bob.page.isOver && problemOf(bobsPopup) !== null);
  expect(problemOf(bobsPopup)).toEqual({ kind: 'rejected', reason: 'kicked' });
  await until(() => partyOf(alicesPopup)?.members.length === 1);
  expect(partyOf(alicesPopup)?.rules.isLocked).toBe(true);
});
