// From other tabs, the context menu and the library into the queue of the party, through the whole background and a relay.
import { until } from '@sameframe/shared/testing/until.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test, vi } from 'vitest';
import { askBackground } from '../library-page/ask-background.ts';
import { QUEUE_FEATURE } from '../messages/features-background.ts';
import { createFeatureDesk, type FeatureDeskPorts } from './feature-desk.ts';
import { FILM_URL, partyOf } from './testing/fake-computer.ts';
import { type FakeFeatures, openFakeFeatures } from './testing/fake-features.ts';
import { preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();
const NEXT = 'https://films.example/watch/2';
const SECOND = { address: NEXT, title: NEXT, lengthS: null };
const LINK = { menuItemId: 'add-to-queue', linkUrl: NEXT, linkText: 'Second' };

function settle(features: FakeFeatures, outcome: unknown): void {
  features.send({ kind: 'settle-offer', id: features.offers.at(-1)?.id, outcome });
}

test('[QU9] the page of another tab goes to the queue with one press in its popup, and the person is told', async () => {
  const { alice } = await world.startParty();
  const features = openFakeFeatures(alice);
  const popup = alice.openPopup(alice.browser.openTab(NEXT));
  await until(() => popup.view?.queue?.mayAdd === true);
  popup.ask({ kind: 'queue-page' });
  await until(() => features.offers.length === 1);
  expect(features.offers[0]?.videos).toEqual([SECOND]);
  expect(features.offers[0]?.id).toMatch(/^[\w-]{22}$/);
  settle(features, { kind: 'taken', count: 1 });
  await until(() => popup.view?.queued === 1);
  popup.ask({ kind: 'queue-page' });
  await until(() => features.offers.length === 2);
  settle(features, { kind: 'refused', why: 'full' });
  await until(() => popup.view?.problem != null);
  expect(popup.view).toMatchObject({ queued: null, problem: { kind: 'not-queued', why: 'full' } });
});

test('[QU9] [BG7] the library is told what came of its own press, whatever is shown to popups meanwhile', async () => {
  const { alice, bob } = await world.startParty();
  const features = openFakeFeatures(alice);
  const press = () => askBackground(alice.browser.connectPopup(), { kind: 'queue-videos', videos: [SECOND] });
  const refused = press();
  await until(() => features.offers.length === 1);
  settle(features, { kind: 'refused', why: 'full' });
  expect(await refused).toMatchObject({ queued: null, problem: { kind: 'not-queued', why: 'full' } });
  const taken = press();
  await until(() => features.offers.length === 2);
  const onlooker = alice.openPopup();
  bob.openPopup().ask({ kind: 'set-name', name: 'Robert' });
  // With a popup that is shown something new, so is every other one.
  await until(() => partyOf(onlooker)?.members.some(({ name }) => name === 'Robert'));
  settle(features, { kind: 'taken', count: 1 });
  expect(await taken).toMatchObject({ queued: 1, problem: null });
});

test('[QU9] the queue is brought to the page of the party where it is not yet', async () => {
  const { alice } = await world.startParty();
  const popup = alice.openPopup();
  const videos = [1, 2].map((number) => ({ address: `${NEXT}${number}`, title: '', lengthS: null }));
  popup.ask({ kind: 'queue-videos', videos });
  await until(() => alice.tab.scripts.includes('panels.js'));
  const features = openFakeFeatures(alice);
  await until(() => features.offers.length === 1);
  expect(features.offers[0]?.videos).toEqual(videos);
  settle(features, { kind: 'taken', count: 2 });
  await until(() => popup.view?.queued === 2);
});

test('[QU9] the context menu has an item while a party is on; what comes of it is shown, and why not is in the popup there', async () => {
  const alice = world.startComputer('http://localhost:1');
  const other = alice.browser.openTab(FILM_URL);
  alice.browser.install();
  await until(() => alice.browser.menu.has('watch-later'));
  alice.browser.clickMenu(LINK, other);
  await until(() => alice.browser.badges.get(other.id) === '×');
  const popup = alice.openPopup(other);
  await until(() => popup.view?.problem != null);
  expect(popup.view).toMatchObject({ queue: null, problem: { kind: 'not-queued', why: 'no-party' } });
  expect(alice.browser.menu.has('add-to-queue')).toBe(false);

  const { bob } = await world.startParty();
  bob.browser.install();
  await until(() => bob.browser.menu.get('add-to-queue') === 'Add to the party’s queue');
  const features = openFakeFeatures(bob);
  const elsewhere = bob.browser.openTab(FILM_URL);
  bob.browser.clickMenu(LINK, elsewhere);
  await until(() => features.offers.length === 1);
  expect(features.offers[0]?.videos).toEqual([{ address: NEXT, title: 'Second', lengthS: null }]);
  settle(features, { kind: 'taken', count: 1 });
  await until(() => bob.browser.badges.get(elsewhere.id) === '✓');
  bob.openPopup().ask({ kind: 'leave' });
  await until(() => !bob.browser.menu.has('add-to-queue'));
});

test('[QU9] what is found in the tab of a party goes to its own queue, and not to that of another', async () => {
  const { alice } = await world.startParty();
  const second = alice.browser.openTab('https://other.example/film');
  const popup = alice.openPopup(second);
  popup.ask({ kind: 'start' });
  await until(() => partyOf(popup)?.members.length === 1);
  const [own, others] = [openFakeFeatures(alice), openFakeFeatures({ ...alice, tab: second })];
  const counts = () => [own.offers.length, others.offers.length];
  const offered = async (features: FakeFeatures, count: number) => {
    await until(() => own.offers.length + others.offers.length === count);
    settle(features, { kind: 'taken', count: 1 });
  };
  alice.browser.clickMenu(LINK, alice.tab);
  await offered(own, 1);
  expect(counts()).toEqual([1, 0]);
  alice.openPopup().ask({ kind: 'queue-page' });
  await offered(own, 2);
  alice.browser.clickMenu(LINK, alice.browser.openTab(FILM_URL));
  await offered(others, 3);
  expect(counts()).toEqual([2, 1]);
});

test('[QU9] who may not change the queue is refused before anything is asked of the page', async () => {
  const { bob, alicesPopup, bobsPopup } = await world.startParty();
  const features = openFakeFeatures(bob);
  alicesPopup.ask({
    kind: 'govern',
    wish: { kind: 'set-grant', channel: QUEUE_FEATURE, least: 'co-host' },
  });
  await until(() => bobsPopup.view?.queue?.mayAdd === false);
  bobsPopup.ask({ kind: 'queue-page' });
  await until(() => bobsPopup.view?.problem != null);
  expect(bobsPopup.view?.problem).toEqual({ kind: 'not-queued', why: 'not-allowed' });
  expect(features.offers).toEqual([]);
});

test('[QU9] where no page of the party answers within 8 s, that is the answer', async () => {
  let run: (() => void) | null = null;
  let isCancelled = false;
  const onMissing = vi.fn(() => true);
  const ports: Partial<FeatureDeskPorts> = {
    now: () => 0 as LocalMs,
    drawId: () => 'one',
    onMissing,
    schedule(delayMs, later) {
      expect(delayMs).toBe(8_000);
      run = later;
      return () => {
        isCancelled = true;
      };
    },
  };
  const desk = createFeatureDesk(
    { notes: {}, onward: {}, attending: [], unheardFrom: null },
    ports as FeatureDeskPorts,
  );
  const outcome = desk.offer(QUEUE_FEATURE, []);
  (run as (() => void) | null)?.();
  expect(await outcome).toEqual({ kind: 'refused', why: 'no-page' });
  expect([onMissing.mock.calls.length, isCancelled]).toEqual([1, true]);
});
