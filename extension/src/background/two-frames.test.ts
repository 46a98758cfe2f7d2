// A page with more than one frame that has our script: one drives the film, and speaks for the tab.
import { expect, test } from 'vitest';
import { preparePartyWorld, until } from './testing/party-world.ts';

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
