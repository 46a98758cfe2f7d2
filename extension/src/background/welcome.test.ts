import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import { preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();

test('[WE1] the welcome page opens after the installation, and after no update', async () => {
  const alice = world.startComputer('http://localhost:1');
  const opened = () =>
    [...alice.browser.tabs.values()].filter(({ url }) => url.endsWith('/welcome.html')).length;
  alice.browser.install('install');
  await until(() => opened() === 1);
  alice.browser.killBackground();
  alice.browser.install('update');
  // What is asked after it is answered after it.
  const popup = alice.openPopup();
  await until(() => popup.view !== null);
  expect(opened()).toBe(1);
});
