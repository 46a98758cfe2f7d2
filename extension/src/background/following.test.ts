// Following the party through the background: two computers, a relay, and pages that go on.
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import type { BackgroundToContent, Moment } from '../messages/content-background.ts';
import { type FakeComputer, FILM_URL, partyOf } from './testing/fake-computer.ts';
import type { FakePage } from './testing/fake-page.ts';
import { preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();
const SECOND_URL = 'https://films.example/watch/2';

type ApartNews = Extract<BackgroundToContent, { kind: 'apart' }>;
function lastNews({ page }: FakeComputer): ApartNews | undefined {
  return page.received.findLast((message) => message.kind === 'apart');
}

/** The page becomes the next one after a click on it, without a new document. */
function moveByHand({ page, tab }: FakeComputer, url: string, what: Moment = 'hand'): void {
  page.say({ kind: 'moment', what });
  tab.url = url;
  show(page, url);
}

function show(page: FakePage, url: string): void {
  const shown = { url, title: 'A film' };
  page.say({
    kind: 'candidate',
    score: 1_000,
    page: shown,
    closedFrames: [],
    siteNotice: null,
    count: 1,
    isPicked: false,
    isFilm: true,
  });
}

/** Alice and Bob are on the party's first page. */
async function startTogether() {
  const party = await world.startParty();
  await world.actAndWait(party.alice, [party.bob], 'change-media', 0);
  return party;
}

test('[FO1] who is asked stays until they press, and is told where the party went', async () => {
  const { alice, bob, bobsPopup } = await startTogether();
  moveByHand(alice, SECOND_URL);
  await until(() => lastNews(alice)?.apart?.how === 'went-on');
  await world.actAndWait(alice, [bob], 'change-media', 0);
  await until(() => lastNews(bob)?.apart?.how === 'party-went-on' && lastNews(alice)?.apart === null);
  expect(lastNews(bob)?.apart).toMatchObject({ mayBring: true, needsClick: false, isStaying: false });
  expect(lastNews(bob)?.bring).toBeNull();
  await until(() => partyOf(bobsPopup) !== null);
  expect(bob.tab.url).toBe(FILM_URL);
  bob.page.say({ kind: 'ask', ask: 'go-to-media' });
  await until(() => bob.tab.url === SECOND_URL && lastNews(bob)?.apart === null);
});

test('[FO1 FO3] who always goes along does so there and back, and nobody moves by that', async () => {
  const { alice, bob, alicesPopup, bobsPopup } = await startTogether();
  alicesPopup.ask({ kind: 'set-follow', follow: 'always' });
  bobsPopup.ask({ kind: 'set-follow', follow: 'always' });
  bobsPopup.ask({ kind: 'set-brings-along', bringsAlong: true });
  await until(
    () => bobsPopup.view?.settings.bringsAlong === true && bobsPopup.view.settings.follow === 'always',
  );
  moveByHand(alice, SECOND_URL);
  await world.actAndWait(alice, [bob], 'change-media', 0);
  await until(() => bob.tab.url === SECOND_URL && lastNews(bob)?.apart === null);
  moveByHand(alice, FILM_URL);
  await world.actAndWait(alice, [bob], 'change-media', 0);
  await until(() => bob.tab.url === FILM_URL && lastNews(bob)?.apart === null);
  expect(bob.page.received.filter((message) => message.kind === 'apart' && message.bring !== null)).toEqual(
    [],
  );
  expect(alice.tab.url).toBe(FILM_URL);
});

test('[FO2 FO3] who came along and goes back stays there, and may come again at once', async () => {
  const { alice, bob, bobsPopup } = await startTogether();
  bobsPopup.ask({ kind: 'set-follow', follow: 'always' });
  await until(() => bobsPopup.view?.settings.follow === 'always');
  moveByHand(alice, SECOND_URL);
  await world.actAndWait(alice, [bob], 'change-media', 0);
  await until(() => bob.tab.url === SECOND_URL && lastNews(bob)?.apart === null);
  moveByHand(bob, FILM_URL, 'back');
  await until(() => lastNews(bob)?.apart?.how === 'went-on');
  expect(bob.tab.url).toBe(FILM_URL);
  bob.page.say({ kind: 'ask', ask: 'go-to-media' });
  await until(() => bob.tab.url === SECOND_URL && lastNews(bob)?.apart === null);
});

test('[FO1] by itself nobody goes where the browser would not let us in again', async () => {
  const { alice, bob, bobsPopup } = await startTogether();
  bobsPopup.ask({ kind: 'set-follow', follow: 'always' });
  await until(() => bobsPopup.view?.settings.follow === 'always');
  moveByHand(alice, 'https://elsewhere.example/2');
  await world.actAndWait(alice, [bob], 'change-media', 0);
  await until(() => lastNews(bob)?.apart?.how === 'party-went-on');
  expect(lastNews(bob)?.apart?.needsClick).toBe(true);
  expect(bob.tab.url).toBe(FILM_URL);
});

test('[FO1] who stays says so, and has the way to go', async () => {
  const { alice, bob, bobsPopup } = await startTogether();
  bobsPopup.ask({ kind: 'set-follow', follow: 'never' });
  await until(() => bobsPopup.view?.settings.follow === 'never');
  moveByHand(alice, SECOND_URL);
  await world.actAndWait(alice, [bob], 'change-media', 0);
  await until(
    () => lastNews(bob)?.apart?.isStaying === true && lastNews(bob)?.apart?.how === 'party-went-on',
  );
  await until(() => partyOf(bobsPopup)?.members.length === 2);
  expect(bob.tab.url).toBe(FILM_URL);
});

test('[FO4] who brings everyone along is told to, by hand at once and without a lead', async () => {
  const { alice, alicesPopup } = await startTogether();
  moveByHand(alice, SECOND_URL);
  await until(() => lastNews(alice)?.apart?.how === 'went-on');
  expect(lastNews(alice)?.bring).toBeNull();
  alicesPopup.ask({ kind: 'set-brings-along', bringsAlong: true });
  await until(() => lastNews(alice)?.bring?.leadMs === null);
});

test('[FO4] at the end of the film one speaks for all, with a lead', async () => {
  const { alice, bob, alicesPopup, bobsPopup } = await startTogether();
  for (const popup of [alicesPopup, bobsPopup]) popup.ask({ kind: 'set-brings-along', bringsAlong: true });
  await until(() => bobsPopup.view?.settings.bringsAlong === true);
  for (const { page } of [alice, bob]) {
    page.say({ kind: 'moment', what: 'end' });
    show(page, SECOND_URL);
  }
  await until(() => (lastNews(alice)?.bring?.leadMs ?? 0) > 0);
  expect(lastNews(bob)).toMatchObject({ apart: { how: 'went-on' }, bring: null });
});
