// A page with more than one frame that has our script: one drives the film, and speaks for the tab.
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import type { BackgroundToContent } from '../messages/content-background.ts';
import { FILM_URL } from './testing/fake-computer.ts';
import { preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();

test('[HO10] only the frame with the film says that its data is there', async () => {
  const { alice, bob } = await world.startParty();
  await world.actAndWait(alice, [bob], 'play', 10);
  const holds = () =>
    alice.page.received.flatMap((message) =>
      message.kind === 'event' && message.event.from === 'member' && message.event.meaning?.channel === 'hold'
        ? [message.event.meaning.act.kind]
        : [],
    );
  const beside = bob.browser.connectPage(bob.tab, 'content', 7);
  bob.page.say({ kind: 'hold', limitMs: 4_000 });
  await until(() => holds().length === 1);
  beside.postMessage({ kind: 'release' });
  // What is said after it is through: nothing of his is under way before that.
  await world.actAndWait(bob, [alice], 'seek-to', 20);
  expect(holds()).toEqual(['hold']);
  bob.page.say({ kind: 'release' });
  await until(() => holds().length === 2);
});

test('[RT7 FO5] the frame with the film is told when the page has no name, and of a page that has not told nothing', async () => {
  const { alice } = await world.startParty();
  const told: unknown[] = [];
  const openFrame = (frameId: number, isPicked: boolean) => {
    const port = alice.browser.connectPage(alice.tab, 'content', frameId);
    port.onMessage.addListener((message) => {
      const { kind, role, page } = message as Extract<BackgroundToContent, { role: 'driving' }>;
      if (kind === 'role' && role === 'driving')
        told.push(page === undefined ? 'untold' : (page?.url ?? null));
    });
    return () =>
      port.postMessage({
        kind: 'candidate',
        score: isPicked ? 1 : null,
        page: null,
        closedFrames: [],
        siteNotice: null,
        count: 1,
        isPicked,
        isFilm: isPicked,
      });
  };
  openFrame(7, true)();
  await until(() => told.length === 1);
  const tellOfTop = openFrame(0, false);
  await until(() => told.length === 2);
  tellOfTop();
  await until(() => told.length === 3);
  expect(told).toEqual([FILM_URL, 'untold', null]);
});
