import { formatInvite, type PartyCode } from '@sameframe/shared/code.ts';
import { eventually, until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import { giveParty } from '../library/edit-library.ts';
import { LIBRARY_KEY, MAX_IN_INBOX, openInbox, putDown, SYNC_MARKER } from '../library/inbox.ts';
import { type SavedParty, toStored, type VideoId, videoIn } from '../library/library.ts';
import { createLibraryStore } from '../library/library-store.ts';
import { createFakeLock } from '../library/testing/fake-lock.ts';
import { numberedLibrary } from '../library/testing/sample-library.ts';
import type { FakeTab } from '../platform/fake-browser.ts';
import { createFakeStore } from '../platform/fake-store.ts';
import { type FakeComputer, FILM_URL, partyOf } from './testing/fake-computer.ts';
import { openFakePage } from './testing/fake-page.ts';
import { preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();
const CODE = 'K7QM4TZP9XWD2RHV6BNC' as PartyCode;

/** What was put down for the library, by address. */
function waitingIn({ browser }: FakeComputer): readonly unknown[] {
  return [...browser.stores.local]
    .filter(([key]) => key.startsWith('library-inbox/'))
    .map(([, item]) => (item as { value: { address: string; title: string } }).value)
    .map(({ address, title }) => ({ address, title }));
}

function newestTab({ browser }: FakeComputer): FakeTab {
  const tab = [...browser.tabs.values()].at(-1);
  if (tab === undefined) throw new Error('no tab');
  return tab;
}

test('[LB4] one press in the popup puts the page down for the library, and says so', async () => {
  const alice = world.startComputer('http://localhost:1');
  const popup = alice.openPopup();
  popup.ask({ kind: 'save-video' });
  await until(() => popup.view?.isSaved === true);
  expect(waitingIn(alice)).toEqual([{ address: FILM_URL, title: FILM_URL }]);
  expect(popup.view?.problem).toBeNull();
});

test('[LB4] a page that the browser does not tell the address of is not saved, and the person is told', async () => {
  const alice = world.startComputer('http://localhost:1');
  alice.tab.isOpenToUs = false;
  const popup = alice.openPopup();
  popup.ask({ kind: 'save-video' });
  await until(() => popup.view?.problem?.kind === 'closed-page');
  expect([popup.view?.isSaved, waitingIn(alice)]).toEqual([false, []]);
});

test('[LB4] in a party what the page itself says of its film is saved', async () => {
  const { alice, alicesPopup } = await world.startParty();
  alice.tab.url = `${FILM_URL}?utm_source=mail`;
  alicesPopup.ask({ kind: 'save-video' });
  await until(() => alicesPopup.view?.isSaved === true);
  expect(waitingIn(alice)).toEqual([{ address: FILM_URL, title: 'A film' }]);
});

test('[LB4] the context menu saves a page, a video by its page, and a link, and shows that it has', async () => {
  const alice = world.startComputer('http://localhost:1');
  alice.browser.install();
  await until(() => alice.browser.menu.size === 1);
  expect([...alice.browser.menu]).toEqual([['watch-later', 'Watch later']]);
  alice.browser.clickMenu({}, alice.tab);
  await until(() => alice.browser.badges.get(alice.tab.id) === '✓');
  // Whatever woke it, a click that comes right after its worker has died is not lost.
  alice.browser.killBackground();
  alice.browser.clickMenu({ linkUrl: 'https://films.example/watch/2', linkText: 'Second' }, alice.tab);
  await until(() => waitingIn(alice).length === 2);
  alice.browser.clickMenu({ linkUrl: 'javascript:alert(1)' }, alice.tab);
  await until(() => alice.browser.badges.get(alice.tab.id) === '×');
  expect(waitingIn(alice)).toEqual([
    { address: FILM_URL, title: FILM_URL },
    { address: 'https://films.example/watch/2', title: 'Second' },
  ]);
  await until(() => alice.browser.badges.get(alice.tab.id) === '');
});

test('[LB4] what waits is bounded, one video waits once, and none makes room for another', async () => {
  const items = new Map<string, unknown>();
  const store = createFakeStore(items);
  const put = (address: string) => putDown(store, { address, title: '', savedAtMs: 0 });
  for (let number = 0; number < MAX_IN_INBOX; number += 1) await put(`https://films.example/${number}`);
  expect(await put('http://www.films.example/0/')).toBe('saved');
  expect(await put('https://films.example/more')).toBe('too-many');
  expect((await openInbox(store).readAll()).size).toBe(MAX_IN_INBOX);
});

test('[RP3] [LB2] who forgets everything forgets the library, too', async () => {
  const alice = world.startComputer('http://localhost:1');
  const popup = alice.openPopup();
  popup.ask({ kind: 'save-video' });
  await until(() => popup.view?.isSaved === true);
  alice.browser.stores.local.set(LIBRARY_KEY, { version: 1, value: {} });
  const { sync } = alice.browser.stores;
  sync.set('library/video/1', {}).set(SYNC_MARKER, {});
  const gone: string[] = [];
  sync.delete = (key) => {
    gone.push(key);
    return Map.prototype.delete.call(sync, key);
  };
  popup.ask({ kind: 'forget-everything' });
  await until(() => sync.size === 0);
  // Other browsers must not see half of it without.
  expect(gone[0]).toBe(SYNC_MARKER);
  expect(alice.browser.stores.local.has(LIBRARY_KEY)).toBe(false);
  expect(waitingIn(alice)).toEqual([]);
});

test('[LB7] a saved video opens in a tab of its own, and the party is on there', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer(relay.url);
  const invite = formatInvite({ code: CODE, relay: relay.url });
  alice.openPopup().ask({ kind: 'watch-saved', invite, address: FILM_URL });
  await until(() => newestTab(alice) !== alice.tab);
  const tab = newestTab(alice);
  tab.windowId = 2;
  const page = openFakePage(alice.browser, tab);
  alice.browser.navigate(tab, FILM_URL);
  await until(() => page.role === 'driving');
  const popup = alice.openPopup(tab);
  await until(() => partyOf(popup)?.isHost === true);
  expect(partyOf(popup)?.link).toContain('K7QM-4TZP-9XWD-2RHV-6BNC');
  // Pressed again it is there already, and nothing more is opened.
  alice.openPopup().ask({ kind: 'watch-saved', invite, address: FILM_URL });
  alice.openPopup().ask({ kind: 'set-name', name: 'Alice again' });
  await until(() => popup.view?.settings.name === 'Alice again');
  expect(newestTab(alice)).toBe(tab);
  // It may be behind the window that the library is in.
  expect(alice.browser.front).toEqual({ tabs: [tab.id], windows: [2] });
});

test('[LB7] [BG8] an invite to the party of a saved video waits no more once that is on, and other ones do', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer(relay.url);
  const invite = formatInvite({ code: CODE, relay: relay.url });
  const open = (code: string) =>
    alice.browser.sendMessage(
      { kind: 'pending-invite', text: code, isAgain: false },
      { url: `${relay.url}/join` },
    );
  const popup = alice.openPopup();
  const states: unknown[] = [];
  // The link says nothing of its relay, the library all.
  for (const code of [CODE, '9XWD-2RHV-6BNC-K7QM-4TZP']) {
    await open(code);
    await until(() => popup.view?.tab.state === 'pending');
    popup.ask({ kind: 'watch-saved', invite, address: FILM_URL });
    popup.ask({ kind: 'set-name', name: code });
    await until(() => popup.view?.settings.name === code);
    states.push(popup.view?.tab.state);
  }
  expect(states).toEqual(['no-party', 'pending']);
});

test('[LB7] where its site has not let us in, the party begins all the same, and a click there takes it up', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer(relay.url);
  const invite = formatInvite({ code: CODE, relay: relay.url });
  alice.openPopup().ask({ kind: 'watch-saved', invite, address: FILM_URL });
  await until(() => newestTab(alice) !== alice.tab);
  const tab = newestTab(alice);
  const page = openFakePage(alice.browser, tab);
  tab.isOpenToUs = false;
  alice.browser.navigate(tab, FILM_URL);
  await until(() => alice.browser.badges.get(tab.id) === '!');
  tab.isOpenToUs = true;
  const popup = alice.openPopup(tab);
  await until(() => page.role === 'driving' && partyOf(popup)?.isHost === true);
});

/** Puts two videos of this party, and one of another, into her library, and goes on under a new code in it. */
async function goOnFromLibrary(alice: FakeComputer, party: SavedParty, window: 'usual' | 'private') {
  const other = { code: CODE, relay: 'https://other.example' };
  const parties = [party, party, other];
  const library = parties.reduce(
    (all, each, index) => giveParty(all, (index + 1) as VideoId, each),
    numberedLibrary(3).library,
  );
  alice.browser.stores.local.set(LIBRARY_KEY, { version: 1, value: toStored(library) });
  alice.openPopup().ask({ kind: 'watch-saved', invite: formatInvite(party), address: FILM_URL });
  await until(() => newestTab(alice) !== alice.tab);
  const tab = newestTab(alice);
  tab.incognito = window === 'private';
  const popup = alice.openPopup(tab);
  await until(() => partyOf(popup)?.isHost === true);
  popup.ask({ kind: 'govern', wish: { kind: 'set-lock', isLocked: true } });
  await until(() => partyOf(popup)?.rules.isLocked);
  popup.ask({ kind: 'go-on-anew' });
  await until(() => popup.view?.problem?.kind === 'went-on');
  const store = createLibraryStore(createFakeStore(alice.browser.stores.local), createFakeLock());
  const read = async () => {
    const stored = await store.read();
    if (stored.state !== 'found') throw new Error('not to be read');
    return [1, 2, 3].map((id) => videoIn(stored.value, id as VideoId)?.party);
  };
  await eventually(async () => expect((await read())[0]).not.toEqual(party));
  return { tab, popup, other, kept: await read() };
}

test('[SU4] [LB7] a saved video whose party has gone on under a new code leads to where it is on', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer(relay.url);
  const { tab, popup, other, kept } = await goOnFromLibrary(alice, { code: CODE, relay: relay.url }, 'usual');
  const [next] = kept;
  if (next == null) throw new Error('no party is left of it');
  await until(() => partyOf(popup) !== null);
  expect(formatInvite(next)).toContain(partyOf(popup)?.invite);
  expect(kept).toEqual([next, next, other]);
  alice.openPopup().ask({ kind: 'watch-saved', invite: formatInvite(next), address: FILM_URL });
  await until(() => alice.browser.front.tabs.includes(tab.id));
  expect(newestTab(alice)).toBe(tab);
});

test('[SU4] a saved video whose party has gone on in a private window has none any more', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer(relay.url);
  const { other, kept } = await goOnFromLibrary(alice, { code: CODE, relay: relay.url }, 'private');
  expect(kept).toEqual([null, null, other]);
});

test('[LB8] of two who open the link of a video the first starts its party on its page, and the other joins', async () => {
  const relay = await world.startRelay();
  const [alice, bob] = [world.startComputer(relay.url), world.startComputer(relay.url)];
  const text = `${formatInvite({ code: CODE, relay: null })}&video=${encodeURIComponent(FILM_URL)}`;
  for (const computer of [alice, bob]) {
    computer.tab.url = `${relay.url}/join`;
    await computer.browser.sendMessage(
      { kind: 'pending-invite', text, isAgain: false },
      { url: `${relay.url}/join` },
    );
  }
  const alicesPopup = alice.openPopup();
  await until(() => alicesPopup.view?.tab.state === 'pending');
  expect(alicesPopup.view?.tab).toMatchObject({ state: 'pending', address: FILM_URL });
  alicesPopup.ask({ kind: 'join-pending' });
  await until(() => partyOf(alicesPopup)?.isHost === true);
  expect(alice.tab.url).toBe(FILM_URL);
  const bobsPopup = bob.openPopup();
  bobsPopup.ask({ kind: 'join-pending' });
  await until(() => partyOf(bobsPopup)?.members.length === 2);
  expect(partyOf(bobsPopup)?.isHost).toBe(false);
  expect(bob.tab.url).toBe(FILM_URL);
});

test('[LB8] pasted on the page of the video it starts the party there, without loading it anew', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer(relay.url);
  let loads = 0;
  const { onLeave } = alice.tab;
  alice.tab.onLeave = () => {
    loads += 1;
    onLeave();
  };
  const popup = alice.openPopup();
  popup.ask({ kind: 'join', text: `${relay.url}/join#${CODE}&video=${encodeURIComponent(FILM_URL)}` });
  await until(() => partyOf(popup)?.isHost === true && alice.page.role === 'driving');
  expect(loads).toBe(0);
});

test('[LB8] pasted elsewhere it says where it leads, and takes the tab there with the next click alone', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer(relay.url);
  const popup = alice.openPopup();
  const address = `${FILM_URL}/2`;
  popup.ask({ kind: 'join', text: `${relay.url}/join#${CODE}&video=${encodeURIComponent(address)}` });
  await until(() => !['no-party', undefined].includes(popup.view?.tab.state));
  expect(popup.view?.tab).toMatchObject({ state: 'pending', address });
  expect(alice.tab.url).toBe(FILM_URL);
  popup.ask({ kind: 'join-pending' });
  await until(() => partyOf(popup)?.isHost === true);
  expect(alice.tab.url).toBe(address);
});
