import { parseInvite } from '@sameframe/shared/code.ts';
import type { MemberToken } from '@sameframe/shared/ids.ts';
import { NOTHING_MEASURED } from '@sameframe/shared/presence.ts';
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import type { KeyValueStore } from '../platform/browser-api.ts';
import { loadRecent, MAX_RECENT, type RecentParty, withRecent } from './recent-parties.ts';
import type { FakePopup } from './testing/fake-computer.ts';
import { FILM_URL, partyOf } from './testing/fake-computer.ts';
import { openFakePage } from './testing/fake-page.ts';
import { type PartyOfTwo, preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();

const SEAT = { token: 'A'.repeat(22) as MemberToken, reportCount: 1_000 };

function party(code: string, title = '', seat: RecentParty['seat'] = SEAT): RecentParty {
  const invite = parseInvite(code.padEnd(20, '0'));
  if (!invite.ok) throw new Error(`no code: ${code}`);
  return { code: invite.value.code, relay: 'https://relay.example.org', title, seat };
}

test('[RP1] the latest party comes first, each once, and only so many', () => {
  const parties = [...'ABCDEFG'].map((letter) => party(letter));
  const list = parties.reduce<readonly RecentParty[]>((all, each) => withRecent(all, each, 'first'), []);
  expect(list).toEqual(parties.toReversed().slice(0, MAX_RECENT));
  const again = withRecent(list, party('D', 'A film'), 'first');
  expect(again[0]).toEqual(party('D', 'A film'));
  expect(again).toHaveLength(MAX_RECENT);
});

test('[RP1] a new title leaves a party where it is', () => {
  const list = withRecent(withRecent([], party('A'), 'first'), party('B'), 'first');
  expect(withRecent(list, party('A', 'A film'), 'kept')).toEqual([party('B'), party('A', 'A film')]);
});

function storeWith(version: number, value: unknown) {
  const stored = new Map<string, unknown>([['recent-parties', { version, value }]]);
  const store: KeyValueStore = {
    get: async () => Object.fromEntries(stored),
    set: async (items) => {
      for (const [key, each] of Object.entries(items)) stored.set(key, each);
    },
    remove: async (key) => void stored.delete(String(key)),
  };
  return { stored, store };
}

test('[RP1] [OS3] what was kept before one came back as who one was is kept', async () => {
  const { seat: _, ...old } = party('A', 'A film');
  expect((await loadRecent(storeWith(1, [old]).store)).list).toEqual([party('A', 'A film', null)]);
  expect((await loadRecent(storeWith(1, 'nonsense').store)).list).toEqual([]);
});

test('[RP1] one party of the list that cannot be read costs none of the others', async () => {
  const [a, b] = [party('A', 'A film'), party('B')];
  const { store } = storeWith(2, [a, { ...party('C'), title: 'x'.repeat(201) }, b]);
  expect((await loadRecent(store)).list).toEqual([a, b]);
});

test('[RP1] a damaged list is an empty one, and is written anew', async () => {
  const { stored, store } = storeWith(2, [{ code: 'no code' }]);
  const recent = await loadRecent(store);
  expect(recent.list).toEqual([]);
  await recent.note(party('A'), 'first');
  expect(stored.get('recent-parties')).toEqual({ version: 2, value: [party('A')] });
  await recent.forget(null);
  expect([...stored.keys()]).toEqual([]);
});

const offered = (popup: FakePopup) => popup.view?.recent ?? [];

test('[RP1] who has left is offered the way back, with what the party watches, and takes it', async () => {
  const { alice, bob, bobsPopup, invite } = await world.startParty();
  await world.actAndWait(alice, [bob], 'play', 1);
  expect(offered(bobsPopup)).toEqual([]);
  bobsPopup.ask({ kind: 'leave' });
  await until(() => offered(bobsPopup).length === 1);
  expect(offered(bobsPopup)).toEqual([{ invite, relay: null, title: 'A film' }]);
  bobsPopup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(bobsPopup)?.members.length === 2);
  expect(offered(bobsPopup)).toEqual([]);
});

/** The only other one in the list. */
const otherIn = (popup: FakePopup) => partyOf(popup)?.members.find(({ isSelf }) => !isSelf);
const leave = async (popup: FakePopup) => {
  popup.ask({ kind: 'leave' });
  await until(() => offered(popup).length === 1);
};

test('[RP4] who leaves and comes back is the same member, still only watches, and is heard of', async () => {
  const { alicesPopup, bob, bobsPopup, invite } = await world.startParty();
  const member = otherIn(alicesPopup)?.id;
  if (member === undefined) throw new Error('no Bob');
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'set-role', member, role: 'spectator' } });
  await until(() => partyOf(bobsPopup)?.members.some(({ role }) => role === 'spectator'));
  await until(() => otherIn(alicesPopup)?.report != null);
  await leave(bobsPopup);
  await until(() => partyOf(alicesPopup)?.members.length === 1);
  const page = openFakePage(bob.browser, bob.tab);
  bobsPopup.ask({ kind: 'join', text: `Once more: ${invite}` });
  await until(() => otherIn(alicesPopup)?.id !== undefined);
  expect(otherIn(alicesPopup)).toMatchObject({ id: member, role: 'spectator' });
  await until(() => page.role === 'driving');
  const report = { ...NOTHING_MEASURED, state: 'in-step' } as const;
  page.say({ kind: 'report', report, film: null, waitingFor: [] });
  await until(() => otherIn(alicesPopup)?.report?.state === 'in-step');
  // Each time so many are put by at once: others had heard some of the first ones (SPEC PR2).
  expect(JSON.stringify([...bob.browser.stores.session])).toMatch(/"reportCount":2\d{3}/);
});

test('[RP4] a party that was locked meanwhile, or lets in one by one, takes its member back', async () => {
  const { alicesPopup, bobsPopup, invite } = await world.startParty();
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'set-lock', isLocked: true } });
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'set-approval', approvesJoiners: true } });
  await until(() => partyOf(bobsPopup)?.rules.isLocked && partyOf(bobsPopup)?.rules.approvesJoiners);
  await leave(bobsPopup);
  bobsPopup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(bobsPopup)?.members.length === 2);
});

test('[RP4] of a party that was forgotten nothing leads back to who one was', async () => {
  const { alicesPopup, bobsPopup, invite } = await world.startParty();
  const bob = otherIn(alicesPopup)?.id;
  await leave(bobsPopup);
  bobsPopup.ask({ kind: 'forget-recent', invite });
  await until(() => offered(bobsPopup).length === 0 && partyOf(alicesPopup)?.members.length === 1);
  bobsPopup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(alicesPopup)?.members.length === 2);
  expect(otherIn(alicesPopup)?.id).not.toBe(bob);
});

test('[RP4] two tabs that join at once are not one member, who would be put out of one of them', async () => {
  const { alicesPopup, bob, bobsPopup, invite } = await world.startParty();
  const former = otherIn(alicesPopup)?.id;
  await leave(bobsPopup);
  await until(() => partyOf(alicesPopup)?.members.length === 1);
  const tab = bob.browser.openTab(FILM_URL);
  const second = bob.openPopup(tab);
  let answer: () => void = () => undefined;
  let asked = 0;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  for (const each of [bob.tab, tab]) {
    Object.defineProperty(each, 'answersAfter', {
      get: () => {
        asked += 1;
        return answered;
      },
    });
  }
  for (const popup of [bobsPopup, second]) popup.ask({ kind: 'join', text: invite });
  await until(() => asked === 2);
  answer();
  const records = () => [...bob.browser.stores.session].filter(([key]) => key.startsWith('party:'));
  await until(() => records().length === 2);
  const tokens = records().map(([, record]) => /"token":"([^"]+)"/.exec(JSON.stringify(record))?.[1]);
  expect(new Set(tokens).size).toBe(2);
  await until(() => [alicesPopup, bobsPopup, second].every((each) => partyOf(each)?.members.length === 3));
  expect(partyOf(alicesPopup)?.members.map(({ id }) => id)).toContain(former);
});

test('[RP4] a private window does not show who one was elsewhere', async () => {
  const { alicesPopup, bob, bobsPopup, invite } = await world.startParty();
  const former = otherIn(alicesPopup)?.id;
  await leave(bobsPopup);
  await until(() => partyOf(alicesPopup)?.members.length === 1);
  bob.tab.incognito = true;
  bobsPopup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(alicesPopup)?.members.length === 2);
  expect(otherIn(alicesPopup)?.id).not.toBe(former);
});

test('[RP2] a party that was forgotten is offered no more', async () => {
  const { bobsPopup, invite } = await world.startParty();
  bobsPopup.ask({ kind: 'leave' });
  await until(() => offered(bobsPopup).length === 1);
  bobsPopup.ask({ kind: 'forget-recent', invite });
  await until(() => offered(bobsPopup).length === 0);
});

test('[RP2] a party that one was removed from is offered no more', async () => {
  const { alicesPopup, bob, bobsPopup } = await world.startParty();
  const member = partyOf(bobsPopup)?.members.find(({ isSelf }) => isSelf)?.id;
  if (member === undefined) throw new Error('Bob is not in the list');
  await until(() => bob.browser.stores.local.has('recent-parties'));
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'kick', member } });
  await until(() => bobsPopup.view?.tab.state === 'no-party');
  await until(() => !bob.browser.stores.local.has('recent-parties'));
  expect(offered(bobsPopup)).toEqual([]);
});

test('[RP2] a party of a private window is kept nowhere', async () => {
  const { relay, invite } = await world.startParty();
  const carol = world.startComputer(relay.url);
  carol.tab.incognito = true;
  const popup = carol.openPopup();
  popup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(popup)?.members.length === 3);
  popup.ask({ kind: 'leave' });
  await until(() => popup.view?.tab.state === 'no-party');
  expect(offered(popup)).toEqual([]);
  expect([...carol.browser.stores.local.keys()]).not.toContain('recent-parties');
});

test('[RP3] everything is forgotten at once, and the party goes on without who wished so', async () => {
  const { alicesPopup, bob, bobsPopup } = await world.startParty();
  bobsPopup.ask({ kind: 'set-relay', relay: 'relay.example.org' });
  bobsPopup.ask({ kind: 'set-name', name: 'Bob the Builder' });
  await until(() => bobsPopup.view?.settings.name === 'Bob the Builder');
  bobsPopup.ask({ kind: 'forget-everything' });
  await until(() => bobsPopup.view?.tab.state === 'no-party');
  await until(() => bobsPopup.view?.settings.name !== 'Bob the Builder');
  expect(bobsPopup.view?.settings.isDefaultRelay).toBe(true);
  expect(offered(bobsPopup)).toEqual([]);
  await until(() => partyOf(alicesPopup)?.members.length === 1);
  expect(JSON.stringify([...bob.browser.stores.local])).not.toContain('Builder');
});

/** Bob’s background is about to note what the party watches, and is told only later whether that may be kept. */
async function interruptNoting({ alice, bob }: PartyOfTwo): Promise<() => void> {
  await until(() => bob.browser.stores.local.has('recent-parties'));
  let answer: () => void = () => undefined;
  bob.tab.answersAfter = new Promise((resolve) => {
    answer = resolve;
  });
  await world.actAndWait(alice, [bob], 'play', 1);
  await until(() => JSON.stringify([...bob.browser.stores.session]).includes('A film'));
  return answer;
}

test('[RP2] what was being noted of a party when it removed somebody is not kept after all', async () => {
  const two = await world.startParty();
  const member = partyOf(two.bobsPopup)?.members.find(({ isSelf }) => isSelf)?.id;
  if (member === undefined) throw new Error('Bob is not in the list');
  const answer = await interruptNoting(two);
  two.alicesPopup.ask({ kind: 'govern', wish: { kind: 'kick', member } });
  await until(() => !two.bob.browser.stores.local.has('recent-parties'));
  answer();
  two.bobsPopup.ask({ kind: 'set-name', name: 'Bob again' });
  await until(() => two.bobsPopup.view?.settings.name === 'Bob again');
  expect(offered(two.bobsPopup)).toEqual([]);
  expect(two.bob.browser.stores.local.has('recent-parties')).toBe(false);
});

test('[RP3] what was being noted when everything was forgotten is not kept after all', async () => {
  const two = await world.startParty();
  const answer = await interruptNoting(two);
  two.bobsPopup.ask({ kind: 'forget-everything' });
  await until(() => two.bobsPopup.view?.tab.state === 'no-party');
  answer();
  two.bobsPopup.ask({ kind: 'set-name', name: 'Bob again' });
  await until(() => two.bobsPopup.view?.settings.name === 'Bob again');
  expect(offered(two.bobsPopup)).toEqual([]);
  expect(two.bob.browser.stores.local.has('recent-parties')).toBe(false);
});
