import type { MemberId } from '@sameframe/shared/ids.ts';
import { NOTHING_MEASURED } from '@sameframe/shared/presence.ts';
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import type { BackgroundToContent, ContentToBackground } from '../messages/content-background.ts';
import { type FakePopup, FILM_URL, partyOf } from './testing/fake-computer.ts';
import { openFakeFeatures } from './testing/fake-features.ts';
import { type FakePage, openFakePage } from './testing/fake-page.ts';
import { lastActOf, preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();

const NO_FILM: Extract<ContentToBackground, { kind: 'candidate' }> = {
  kind: 'candidate',
  score: null,
  page: null,
  closedFrames: [],
  siteNotice: null,
  count: 0,
  isPicked: false,
  isFilm: false,
};
const CODE = 'K7QM-4TZP-9XWD-2RHV-6BNC';
const stateOf = (popup: FakePopup) => popup.view?.tab.state;
const problemOf = (popup: FakePopup) => popup.view?.problem ?? null;

test('a code that no party has ends in a clear word, and leaves nothing in the page', async () => {
  const relay = await world.startRelay();
  const bob = world.startComputer(relay.url);
  const popup = bob.openPopup();
  popup.ask({ kind: 'join', text: CODE });
  await until(() => problemOf(popup) !== null);
  expect(problemOf(popup)).toEqual({ kind: 'rejected', reason: 'no-such-party' });
  expect(stateOf(popup)).toBe('no-party');
  await until(() => bob.page.isOver);
});

test('text without a code connects to nothing and says what is wrong with it', async () => {
  const bob = world.startComputer('http://localhost:1');
  const popup = bob.openPopup();
  popup.ask({ kind: 'join', text: 'K7QM-4TZP-9XWD' });
  await until(() => problemOf(popup) !== null);
  expect(problemOf(popup)).toEqual({ kind: 'invite', problem: 'wrong-length' });
});

test('a relay that cannot be reached is named, after a while', { timeout: 30_000 }, async () => {
  const bob = world.startComputer('http://127.0.0.1:1');
  const popup = bob.openPopup();
  popup.ask({ kind: 'start' });
  await until(() => stateOf(popup) === 'joining');
  await until(() => problemOf(popup) !== null);
  expect(problemOf(popup)).toEqual({ kind: 'unreachable', relay: 'http://127.0.0.1:1' });
});

test('[BG1] popups are heard on a page with a frame that never loads', async () => {
  const { alice, bobsPopup, invite } = await world.startParty();
  const second = alice.browser.openTab(FILM_URL);
  for (const tab of [alice.tab, second]) tab.hasWaitingFrame = true;
  alice.browser.grant(['https://films.example/*']);
  const popup = alice.openPopup(second);
  popup.ask({ kind: 'join', text: invite });
  popup.ask({ kind: 'move-here' });
  popup.ask({ kind: 'leave' });
  await until(() => stateOf(popup) === 'no-party' && partyOf(bobsPopup)?.members.length === 1);
});

test('a page that is closed to extensions starts no party', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer(relay.url);
  alice.tab.isOpenToUs = false;
  const popup = alice.openPopup();
  popup.ask({ kind: 'start' });
  await until(() => problemOf(popup) !== null);
  expect(problemOf(popup)).toEqual({ kind: 'closed-page' });
  expect([...alice.browser.stores.session.keys()]).toEqual([]);
});

test('one can join from a page that is closed to extensions, and is shown where the party is', async () => {
  const { alice, invite, relay } = await world.startParty();
  await world.actAndWait(alice, [], 'play', 1);
  const carol = world.startComputer(relay.url);
  carol.tab.isOpenToUs = false;
  const popup = carol.openPopup();
  popup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(popup)?.need != null);
  expect(partyOf(popup)?.need).toEqual({
    kind: 'other-page',
    url: FILM_URL,
    title: 'A film',
    apart: 'elsewhere',
    mayBring: false,
    isStaying: false,
  });
  carol.tab.isOpenToUs = true;
  popup.ask({ kind: 'go-to-media' });
  await until(() => carol.page.role === 'driving');
  expect(carol.tab.url).toBe(FILM_URL);
});

test('[FO2] a yes to the party’s site leads there the tab that asked, and no other', async () => {
  const { alice, bob, alicesPopup } = await world.startParty();
  await world.actAndWait(alice, [bob], 'play', 1);
  bob.browser.navigate(bob.tab, 'https://elsewhere.example/');
  const bobsPopup = bob.openPopup();
  await until(() => bob.page.role === 'driving');
  bob.page.say({
    kind: 'report',
    report: { ...NOTHING_MEASURED, state: 'other-page' },
    film: null,
    waitingFor: [],
  });
  await until(() => partyOf(bobsPopup)?.need?.kind === 'other-page');
  // In answer to something else that needs the same site.
  bob.browser.grant(['https://films.example/*']);
  // What is wished for after that has come about everywhere.
  bobsPopup.ask({ kind: 'set-name', name: 'Robert' });
  await until(() => partyOf(alicesPopup)?.members.some(({ name }) => name === 'Robert'));
  expect(bob.tab.url).toBe('https://elsewhere.example/');
  bobsPopup.ask({ kind: 'ask-to-go' });
  bobsPopup.close();
  bob.browser.grant(['https://films.example/*']);
  await until(() => bob.tab.url === FILM_URL);
});

test('[FO2] a yes to the party’s site leads there, from a page that is closed to extensions, too', async () => {
  const { alice, invite, relay } = await world.startParty();
  await world.actAndWait(alice, [], 'play', 1);
  const carol = world.startComputer(relay.url);
  carol.tab.isOpenToUs = false;
  carol.browser.navigate(carol.tab, 'chrome://newtab/');
  const popup = carol.openPopup();
  popup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(popup)?.need?.kind === 'other-page');
  popup.ask({ kind: 'ask-to-go' });
  popup.close();
  carol.browser.grant(['https://another.example/*']);
  carol.browser.grant(['https://films.example/*']);
  await until(() => carol.tab.url === FILM_URL);
});

test('a reload that takes our access away asks for a click, and the click brings us back', async () => {
  const { alice, bobsPopup } = await world.startParty();
  alice.tab.isOpenToUs = false;
  alice.browser.navigate(alice.tab, FILM_URL);
  await until(() => alice.browser.badges.get(alice.tab.id) === '!');
  await until(() => partyOf(bobsPopup)?.members.some(({ report }) => report?.state === 'away'));
  alice.tab.isOpenToUs = true;
  const popup = alice.openPopup();
  await until(() => alice.page.role === 'driving' && alice.browser.badges.get(alice.tab.id) === '2');
  expect(partyOf(popup)?.need).toBeNull();
});

test('access that was granted while the popup was closed by the prompt is used at once', async () => {
  const { alice } = await world.startParty();
  alice.tab.isOpenToUs = false;
  alice.browser.navigate(alice.tab, FILM_URL);
  await until(() => alice.browser.badges.get(alice.tab.id) === '!');
  alice.tab.isOpenToUs = true;
  alice.browser.grant(['https://films.example/*']);
  await until(() => alice.page.role === 'driving');
});

test('a party that plays in another tab is moved only when the person says so', async () => {
  const { alice, bob, invite } = await world.startParty();
  const second = alice.browser.openTab(FILM_URL);
  const secondPage = openFakePage(alice.browser, second);
  const popup = alice.openPopup(second);
  popup.ask({ kind: 'join', text: invite });
  await until(() => stateOf(popup) === 'in-other-tab');
  expect(alice.page.isOver).toBe(false);
  popup.ask({ kind: 'move-here' });
  await until(() => alice.page.isOver && secondPage.role === 'driving');
  alice.browser.killBackground();
  const id = secondPage.act('play', 5);
  await until(() => lastActOf(bob) === id);
});

test('two parties in one browser do not mix', async () => {
  const { alice, bob, relay } = await world.startParty();
  const second = alice.browser.openTab('https://other.example/film');
  const secondPage = openFakePage(alice.browser, second);
  const popup = alice.openPopup(second);
  popup.ask({ kind: 'start' });
  await until(() => partyOf(popup) !== null && secondPage.role === 'driving');
  const carol = world.startComputer(relay.url);
  carol.openPopup().ask({ kind: 'join', text: partyOf(popup)?.invite ?? '' });
  await until(() => carol.page.role === 'driving');
  const id = secondPage.act('play', 7);
  await until(() => lastActOf(carol) === id);
  expect([lastActOf(alice), lastActOf(bob)]).toEqual([undefined, undefined]);
  await until(() => secondPage.replica.party.members.length === 2);
  expect(alice.page.replica.party.members).toHaveLength(2);
});

test('leaving, and closing the tab, take the member out of the party', async () => {
  const { alice, bob, alicesPopup, bobsPopup } = await world.startParty();
  bobsPopup.ask({ kind: 'leave' });
  await until(() => partyOf(alicesPopup)?.members.length === 1);
  expect(bob.page.isOver).toBe(true);
  expect(stateOf(bobsPopup)).toBe('no-party');
  alice.browser.closeTab(alice.tab);
  await until(() => alice.browser.stores.session.size === 0);
});

test('an invite link waits for a click, which joins', async () => {
  const { relay, invite } = await world.startParty();
  const carol = world.startComputer(relay.url);
  const popup = carol.openPopup();
  const message = { kind: 'pending-invite', text: invite, isAgain: false };
  await carol.browser.sendMessage(message, { url: `${relay.url}/join` });
  await until(() => stateOf(popup) === 'pending');
  await until(() => carol.browser.badges.get('all') === '1');
  expect(popup.view?.tab).toMatchObject({ invite, relay: relay.url, isLoopbackOnly: true });
  popup.ask({ kind: 'join-pending' });
  await until(() => partyOf(popup)?.members.length === 3);
  await until(() => carol.browser.badges.get('all') === '');
});

test('[BG8] an invite waits until it is answered, and again when its page is looked at once more', async () => {
  const { relay, invite } = await world.startParty();
  const carol = world.startComputer(relay.url);
  const popup = carol.openPopup();
  const look = (isAgain: boolean) =>
    carol.browser.sendMessage(
      { kind: 'pending-invite', text: invite, isAgain },
      { url: `${relay.url}/join` },
    );
  expect(await look(false)).toBe('waits');
  await until(() => stateOf(popup) === 'pending');
  popup.ask({ kind: 'dismiss-pending' });
  await until(() => stateOf(popup) === 'no-party');
  expect(await look(true)).toBe('waits');
  await until(() => stateOf(popup) === 'pending' && carol.browser.badges.get('all') === '1');
  carol.browser.killBackground();
  const later = carol.openPopup();
  await until(() => stateOf(later) === 'pending');
  later.ask({ kind: 'join-pending' });
  await until(() => partyOf(later)?.members.length === 3);
  expect(await look(true)).toBe('is-on');
  const other = carol.openPopup(carol.browser.openTab(FILM_URL));
  await until(() => other.view !== null);
  expect(stateOf(other)).toBe('no-party');
  // A link that is opened anew may bring the party to its tab.
  expect(await look(false)).toBe('waits');
  await until(() => stateOf(other) === 'pending');
  other.ask({ kind: 'join-pending' });
  await until(() => stateOf(other) === 'in-other-tab');
});

test('a party that ended while we were away says so and lets the page go', async () => {
  const { relay, bob, bobsPopup } = await world.startParty();
  await relay.kill();
  await until(() => bob.page.connection === 'reconnecting');
  relay.loseEverything();
  await relay.restart();
  await until(() => bob.page.isOver);
  await until(() => problemOf(bobsPopup) !== null);
  expect(problemOf(bobsPopup)).toEqual({ kind: 'rejected', reason: 'no-such-party' });
});

test('storage that cannot be read is thrown away, said, and everything works', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer(relay.url);
  alice.browser.stores.local.set('settings', { version: 1, value: { name: 7, relay: 'javascript:1' } });
  alice.browser.stores.session.set('party:1', { version: 1, value: { code: 'rubbish' } });
  alice.browser.stores.session.set('pending-invite', 'rubbish');
  const popup = alice.openPopup();
  await until(() => problemOf(popup) !== null);
  expect(problemOf(popup)).toEqual({ kind: 'storage-reset' });
  // A tab that goes takes no word with it that is not its own.
  alice.browser.closeTab(alice.browser.openTab(FILM_URL));
  const later = alice.openPopup();
  await until(() => later.view !== null);
  expect(problemOf(later)).toEqual({ kind: 'storage-reset' });
  expect(popup.view?.settings.name).not.toBe('');
  popup.ask({ kind: 'start' });
  await until(() => partyOf(popup) !== null);
  expect(problemOf(popup)).toBeNull();
});

test('a new name reaches the others and outlives the worker; one of nothing is refused', async () => {
  const { bob, alicesPopup, bobsPopup } = await world.startParty();
  bobsPopup.ask({ kind: 'set-name', name: ' \u202e ' });
  await until(() => problemOf(bobsPopup)?.kind === 'name');
  bobsPopup.ask({ kind: 'set-name', name: '  Bob   the Builder ' });
  await until(() => partyOf(alicesPopup)?.members.some(({ name }) => name === 'Bob the Builder'));
  bob.browser.killBackground();
  const popup = bob.openPopup();
  await until(() => popup.view?.settings.name === 'Bob the Builder');
});

test('[PS8] a picture that is chosen reaches the others, those who come later too, and outlives the worker', async () => {
  const { alice, bob, invite, relay, alicesPopup, bobsPopup } = await world.startParty();
  const alices = openFakeFeatures(alice);
  const bobIn = (popup: typeof alicesPopup) => partyOf(popup)?.members.find(({ isSelf }) => !isSelf);
  expect(bobIn(alicesPopup)?.avatar).toBeNull();
  bobsPopup.ask({ kind: 'set-avatar', avatar: '🦊' });
  await until(() => bobIn(alicesPopup)?.avatar === '🦊');
  await until(() => Object.values(alices.party?.avatars ?? {}).includes('🦊'));
  const carol = world.startComputer(relay.url);
  const carolsPopup = carol.openPopup();
  carolsPopup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(carolsPopup)?.members.some(({ avatar }) => avatar === '🦊') === true);
  bob.browser.killBackground();
  const popup = bob.openPopup();
  await until(() => popup.view?.settings.avatar === '🦊');
  popup.ask({ kind: 'set-avatar', avatar: 'no emoji' });
  await until(() => bobIn(alicesPopup)?.avatar === null);
  expect(popup.view?.settings.avatar).toBeNull();
});

test('a party on the own relay carries its address in the code; a bad address is refused', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer('https://relay.example.org');
  const popup = alice.openPopup();
  popup.ask({ kind: 'set-relay', relay: 'http://relay.example.org' });
  await until(() => problemOf(popup)?.kind === 'relay-address');
  popup.ask({ kind: 'set-relay', relay: relay.url });
  await until(() => popup.view?.settings.isDefaultRelay === false);
  popup.ask({ kind: 'start' });
  await until(() => partyOf(popup) !== null);
  const { invite = '', isLoopbackOnly } = partyOf(popup) ?? {};
  expect(invite).toContain(`@${new URL(relay.url).host}`);
  expect(isLoopbackOnly).toBe(true);
  const bob = world.startComputer('https://relay.example.org');
  const bobsPopup = bob.openPopup();
  bobsPopup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(bobsPopup)?.members.length === 2);
});

test('[SO4] who stepped out stays out through a dead worker and a reload, and comes back by one press', async () => {
  const { alice, alicesPopup } = await world.startParty();
  const steps = ({ received }: FakePage) => received.filter(({ kind }) => kind === 'stepping');
  alicesPopup.ask({ kind: 'step-out' });
  await until(() => steps(alice.page).length === 2);
  alice.browser.killBackground();
  await until(() => steps(alice.page).length === 3);
  expect(steps(alice.page).at(-1)).toEqual({ kind: 'stepping', isSteppedOut: true });
  const reloaded = openFakePage(alice.browser, alice.tab);
  alice.browser.navigate(alice.tab, FILM_URL);
  await until(() => reloaded.role === 'driving');
  expect(steps(reloaded)).toEqual([{ kind: 'stepping', isSteppedOut: true }]);
  reloaded.say({ kind: 'ask', ask: 'come-back' });
  await until(() => steps(reloaded).length === 2);
  expect(steps(reloaded).at(-1)).toEqual({ kind: 'stepping', isSteppedOut: false });
});

test('[SO4] stepping out ends with leaving', async () => {
  const { alicesPopup, invite } = await world.startParty();
  alicesPopup.ask({ kind: 'step-out' });
  await until(() => partyOf(alicesPopup)?.isSteppedOut === true);
  alicesPopup.ask({ kind: 'leave' });
  await until(() => stateOf(alicesPopup) === 'no-party');
  alicesPopup.ask({ kind: 'join', text: invite });
  await until(() => partyOf(alicesPopup)?.isSteppedOut === false);
});

test('[OD3] an output delay reaches the page at once, and is there for the next worker and the next page', async () => {
  const { alice, alicesPopup } = await world.startParty();
  const told = () =>
    alice.page.received.flatMap((message) =>
      message.kind === 'settings' ? [message.settings.outputDelayMs] : [],
    );
  expect(told()).toEqual([0]);
  alicesPopup.ask({ kind: 'set-output-delay', outputDelayMs: 180.4 });
  await until(() => told().at(-1) === 180);
  alice.browser.killBackground();
  await until(() => told().length === 3);
  expect(told()).toEqual([0, 180, 180]);
});

test('[OS1] [OS2] colours and what is to be told reach the page at once', async () => {
  const { alice, alicesPopup } = await world.startParty();
  const told = () => alice.page.received.findLast((message) => message.kind === 'settings')?.settings;
  alicesPopup.ask({ kind: 'set-theme', theme: 'light' });
  alicesPopup.ask({ kind: 'set-announcements', announcements: 'people' });
  await until(() => told()?.announcements === 'people');
  expect(told()).toEqual({ outputDelayMs: 0, theme: 'light', announcements: 'people' });
  await until(() => alicesPopup.view?.settings.announcements === 'people');
  expect(alicesPopup.view?.settings.theme).toBe('light');
});

test('[TM6] a shift of the copy is told to the page in steps, and is there for the next worker', async () => {
  const { alice, alicesPopup } = await world.startParty();
  const told = () =>
    alice.page.received.flatMap((message) => (message.kind === 'film-shifts' ? [message.shifts] : []));
  const shown = () => partyOf(alicesPopup)?.film;
  expect(told()).toEqual([[]]);
  const matched = { shiftS: 30, shiftedBy: 'ends', insertedS: 0 } as const;
  const report = { ...NOTHING_MEASURED, state: 'in-step' } as const;
  alice.page.say({ kind: 'report', report, film: matched, waitingFor: [] });
  await until(() => shown()?.shiftedBy === 'ends');
  expect(shown()).toEqual(matched);
  // From what is in use, one after the other, however quickly they are pressed.
  alicesPopup.ask({ kind: 'shift-film', byS: 0.05 });
  alicesPopup.ask({ kind: 'shift-film', byS: -1 });
  await until(() => shown()?.shiftS === 29.05);
  expect(shown()).toEqual({ shiftS: 29.05, shiftedBy: 'person', insertedS: 0 });
  const key = alice.page.replica.timeline.playback?.media?.key ?? null;
  expect(told().at(-1)).toEqual([{ key, shiftS: 29.05 }]);
  alicesPopup.ask({ kind: 'shift-film', byS: null });
  await until(() => shown()?.shiftS === 0);
  alice.browser.killBackground();
  await until(() => told().length === 5);
  expect(told().at(-1)).toEqual([{ key, shiftS: 0 }]);
});

test('[HO2] the popup names whom the page says the party waits for: a hold that has lapsed stays in the log', async () => {
  const { alice, bob, alicesPopup, invite, relay } = await world.startParty();
  const carol = world.startComputer(relay.url);
  carol.openPopup().ask({ kind: 'join', text: invite });
  await until(() => carol.page.role === 'driving' && partyOf(alicesPopup)?.members.length === 3);
  await world.actAndWait(alice, [bob, carol], 'play', 5);
  for (const { page } of [bob, carol]) page.say({ kind: 'hold', limitMs: 4_000 });
  const holders = () => Object.keys(alice.page.replica.timeline.holds) as MemberId[];
  await until(() => holders().length === 2);
  const [late = null] = holders().slice(1);
  const report = { ...NOTHING_MEASURED, state: 'waiting' } as const;
  alice.page.say({ kind: 'report', report, film: null, waitingFor: late === null ? [] : [late] });
  await until(() => partyOf(alicesPopup)?.report?.state === 'waiting');
  const name = partyOf(alicesPopup)?.members.find(({ id }) => id === late)?.name;
  expect(partyOf(alicesPopup)?.waitingFor).toEqual([name]);
});

test('the details are opened in the page by the popup', async () => {
  const { alice, alicesPopup } = await world.startParty();
  alicesPopup.ask({ kind: 'toggle-details' });
  await until(() => alice.page.received.some(({ kind }) => kind === 'toggle-details'));
});

test('[FV9] what a page plays outside of its document is looked for once, and only where no film was found', async () => {
  const { alice } = await world.startParty();
  const looks = () => alice.tab.scripts.filter((file) => file === 'unattached.js').length;
  const ticks = () => alice.page.received.filter(({ kind }) => kind === 'tick').length;
  const tick = async (count: number) => {
    const known = ticks();
    await until(() => ticks() >= known + count);
  };
  await tick(2);
  expect(looks()).toBe(0);
  // A muted loop is what hides it best.
  alice.page.say({ ...NO_FILM, score: 5, count: 1 });
  await tick(3);
  expect(looks()).toBe(1);
});

test('[FV3] access to a frame is offered beside what was found, which stays in use', async () => {
  const { alice, alicesPopup } = await world.startParty();
  const closedFrames = [{ origin: 'https://player.example', area: 200_000 }];
  alice.page.say({ ...NO_FILM, score: 5, count: 1, closedFrames, page: { url: FILM_URL, title: 'A film' } });
  await until(() => partyOf(alicesPopup)?.need != null);
  const hosts = [`https://${new URL(FILM_URL).hostname}/*`, 'https://player.example/*'];
  expect(partyOf(alicesPopup)).toMatchObject({ need: { kind: 'frame-access', hosts }, videos: { count: 1 } });
  expect(alice.page.role).toBe('driving');
});

test('[PN2] a page is told whether its panels are there', async () => {
  const { alice } = await world.startParty();
  const told = () =>
    alice.page.received.flatMap((message) => (message.kind === 'panels' ? [message.areThere] : []));
  alice.page.say({ kind: 'panels' });
  await until(() => told().length === 1);
  alice.tab.isOpenToUs = false;
  alice.page.say({ kind: 'panels' });
  await until(() => told().length === 2);
  expect(told()).toEqual([true, false]);
});

const rolesIn = (received: readonly BackgroundToContent[]) =>
  received.flatMap((message) => (message.kind === 'role' ? [message.role] : []));

test('[RT7] a frame that drove is not stopped when its background dies and comes back', async () => {
  const { alice } = await world.startParty();
  alice.page.received.length = 0;
  alice.browser.killBackground();
  await until(() => rolesIn(alice.page.received).includes('driving'));
  expect(rolesIn(alice.page.received)).toEqual(['driving']);
});

test('[RT7] it is stopped when another frame drives, be it new or there already', async () => {
  const { alice } = await world.startParty();
  const heard: BackgroundToContent[] = [];
  const connectFrame = (score: number, isPicked: boolean) => {
    const port = alice.browser.connectPage(alice.tab, 'content', 7);
    port.onMessage.addListener((message) => void heard.push(message as BackgroundToContent));
    port.postMessage({ ...NO_FILM, score, count: 1, isPicked });
  };
  connectFrame(1, false);
  await until(() => rolesIn(heard).includes('standing-by'));
  alice.page.received.length = 0;
  connectFrame(1, true);
  await until(() => rolesIn(heard).includes('driving'));
  await until(() => rolesIn(alice.page.received).includes('standing-by'));
});
