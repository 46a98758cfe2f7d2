// Tabs that close or are replaced at any moment, and an extension that is to be updated meanwhile.
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import { type FakePopup, FILM_URL, partyOf } from './testing/fake-computer.ts';
import { openFakePage } from './testing/fake-page.ts';
import { holdBackAnswers } from './testing/hold-back-answers.ts';
import { lastActOf, preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('[BG2] an update waits for the last party to be left', async () => {
  const { alice, alicesPopup, bobsPopup } = await world.startParty();
  alice.browser.offerUpdate();
  await pause(2_500);
  expect(alice.browser.reloads).toBe(0);
  alicesPopup.ask({ kind: 'leave' });
  await until(() => partyOf(bobsPopup)?.members.length === 1);
  await until(() => alice.browser.reloads === 1);
});

test('[BG2] an update comes about at once where no party is on', async () => {
  const alice = world.startComputer('http://127.0.0.1:1');
  alice.browser.offerUpdate();
  await until(() => alice.browser.reloads === 1);
});

test('[BG3] who closes the tab while they join is no member for long', async () => {
  const { relay, invite } = await world.startParty();
  const carol = world.startComputer(relay.url);
  const [popup, second] = [carol.openPopup(), carol.openPopup(carol.browser.openTab(FILM_URL))];
  // A popup's wishes are carried out in their order: with this one, all before it are.
  const isDoneWith = async (asking: FakePopup, name: string) => {
    asking.ask({ kind: 'set-name', name });
    await until(() => second.view?.settings.name === name);
  };
  await until(() => popup.view !== null && second.view !== null);
  const { isAsked, answer } = holdBackAnswers(carol);
  popup.ask({ kind: 'join', text: invite });
  await until(isAsked);
  carol.browser.closeTab(carol.tab);
  await isDoneWith(second, 'Carol');
  answer();
  await isDoneWith(popup, 'Caroline');
  await until(() => carol.browser.stores.session.size === 0);
  // Whoever comes now finds two.
  second.ask({ kind: 'join', text: invite });
  await until(() => partyOf(second)?.members.length === 3);
});

test('[BG3] a tab that closed while no worker was there is left as soon as there is one', async () => {
  const { bob, alicesPopup } = await world.startParty();
  bob.browser.killBackground();
  bob.browser.closeTab(bob.tab, 'unheard');
  // Whatever wakes it.
  bob.browser.grant([]);
  await until(() => partyOf(alicesPopup)?.members.length === 1);
  await until(() => bob.browser.stores.session.size === 0);
});

test('[BG3] a tab whose closing wakes the worker is left, too', async () => {
  const { bob, alicesPopup } = await world.startParty();
  bob.browser.killBackground();
  bob.browser.closeTab(bob.tab);
  await until(() => partyOf(alicesPopup)?.members.length === 1);
});

test.each(['alive', 'dead'] as const)(
  '[BG4] a tab that the browser replaces takes its party along, the worker being %s',
  async (worker) => {
    const { alice, bob, alicesPopup } = await world.startParty();
    if (worker === 'dead') alice.browser.killBackground();
    const added = alice.browser.replaceTab(alice.tab);
    const page = openFakePage(alice.browser, added);
    await until(() => page.role === 'driving');
    const id = page.act('play', 5);
    await until(() => lastActOf(bob) === id);
    expect(added.url).toBe(FILM_URL);
    if (worker === 'alive') await until(() => partyOf(alicesPopup) === null);
  },
);
