import { expect, test } from 'vitest';
import { preparePartyWorld, until } from './testing/party-world.ts';

const world = preparePartyWorld();

test('[WE1] the welcome page opens after the installation, and after no update', async () => {
  const { browser } = world.startComputer('http://localhost:1');
  const opened = () => [...browser.tabs.values()].filter(({ url }) => url.endsWith('/welcome.html')).length;
  browser.install('install');
  await until(() => opened() === 1);
  browser.killBackground();
  browser.install('update');
  // What is done for each of the two is there once the later one's menu is.
  await until(() => browser.menu.size === 1);
  expect(opened()).toBe(1);
});
