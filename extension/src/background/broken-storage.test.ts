// A browser whose storage fails now and then, as with a disk that is full.
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import { partyOf } from './testing/fake-computer.ts';
import { preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();

test('[BG5] a storage that takes nothing on the first day keeps nobody from watching', async () => {
  const relay = await world.startRelay();
  const alice = world.startComputer(relay.url);
  alice.browser.refused.add('set');
  const popup = alice.openPopup();
  popup.ask({ kind: 'start' });
  await until(() => partyOf(popup)?.connection === 'connected');
  alice.browser.refused.clear();
  alice.bugs.splice(0);
});

test('[BG5] what a former worker left, and cannot be removed, is in nobody’s way', async () => {
  const alice = world.startComputer('http://127.0.0.1:1');
  alice.browser.stores.session.set('party:99', 'damaged');
  alice.browser.refused.add('remove');
  const popup = alice.openPopup();
  await until(() => popup.view?.problem?.kind === 'storage-reset');
  alice.bugs.splice(0);
});

test('[BG5] a storage that could not be read is read again for the next who comes', async () => {
  const alice = world.startComputer('http://127.0.0.1:1');
  alice.browser.refused.add('get');
  const port = alice.browser.connectPopup();
  let isClosed = false;
  port.onDisconnect.addListener(() => {
    isClosed = true;
  });
  await until(() => isClosed);
  expect(alice.bugs).not.toEqual([]);
  alice.bugs.splice(0);
  alice.browser.refused.clear();
  const popup = alice.openPopup();
  await until(() => popup.view !== null);
});

test('[BG5] a wish that fails is answered', async () => {
  const alice = world.startComputer('http://127.0.0.1:1');
  const popup = alice.openPopup();
  await until(() => popup.view !== null);
  alice.browser.refused.add('set');
  popup.ask({ kind: 'set-theme', theme: 'dark' });
  await until(() => popup.view?.problem?.kind === 'failed');
  alice.browser.refused.clear();
  popup.ask({ kind: 'set-theme', theme: 'light' });
  await until(() => popup.view?.problem === null && popup.view.settings.theme === 'light');
  alice.bugs.splice(0);
});

test.each([
  ['set', 'watch-later'],
  ['get', 'add-to-queue'],
] as const)('[BG5] where %s fails, the icon shows that %s came to nothing', async (refused, menuItemId) => {
  const alice = world.startComputer('http://127.0.0.1:1');
  alice.browser.refused.add(refused);
  alice.browser.clickMenu({ menuItemId }, alice.tab);
  await until(() => alice.browser.badges.get(alice.tab.id) === '×');
  expect(alice.bugs).not.toEqual([]);
  alice.bugs.splice(0);
});
