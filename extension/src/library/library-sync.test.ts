import { expect, test } from 'vitest';
import { createFakeStore } from '../platform/fake-store.ts';
import { removeVideo, saveVideos } from './edit-library.ts';
import { addToPlaylist, createPlaylist } from './edit-playlists.ts';
import { LIBRARY_KEY, SYNC_STATE_KEY } from './inbox.ts';
import { EMPTY_LIBRARY, type Library } from './library.ts';
import { createLibraryStore } from './library-store.ts';
import { createLibrarySync } from './library-sync.ts';
import { sizeOf } from './sync-room.ts';
import { createFakeLock } from './testing/fake-lock.ts';
import { SAVED_AT_MS, sampleFacts } from './testing/sample-library.ts';

/** Browsers of one person, and what their account keeps. */
function createAccount() {
  const uploads = new Map<string, unknown>();
  const account = { uploads, isRefusing: false, meanwhile: () => {}, openBrowser };
  function openBrowser() {
    const items = new Map<string, unknown>();
    const local = createFakeStore(items);
    const store = createLibraryStore(local, createFakeLock());
    const kept = createFakeStore(uploads);
    const sync = createLibrarySync({
      store,
      local,
      sync: {
        ...kept,
        get: async (key) => {
          account.meanwhile();
          return kept.get(key);
        },
        set: async (changes) => {
          if (account.isRefusing) throw new Error('MAX_WRITE_OPERATIONS_PER_MINUTE');
          const all = Object.entries({ ...Object.fromEntries(uploads), ...changes });
          const bytes = all.reduce((sum, [key, value]) => sum + sizeOf(key, value), 0);
          if (bytes > 102_400) throw new Error('QUOTA_BYTES quota exceeded');
          await kept.set(changes);
        },
        // As if it took one after the other, and the account went in between.
        remove: async (keys) => {
          const [first = '', ...others] = [keys].flat();
          await kept.remove(first);
          if (account.isRefusing && others.length > 0) throw new Error('MAX_WRITE_OPERATIONS_PER_MINUTE');
          await kept.remove(others);
        },
      },
      withLock: createFakeLock(),
      readWallMs: () => SAVED_AT_MS,
    });
    const save = (number: number) =>
      store.change((library: Library) => saveVideos(library, [sampleFacts(number)], SAVED_AT_MS));
    const titles = async () => {
      const stored = await store.read();
      return stored.state === 'found' ? stored.value.videos.map(({ title }) => title).sort() : null;
    };
    return { items, store, sync, save, titles };
  }
  return account;
}

test('[LB10] nothing is uploaded before the person has said so', async () => {
  const account = createAccount();
  const browser = account.openBrowser();
  await browser.save(1);
  expect(await browser.sync.run()).toEqual({ state: 'off' });
  expect(account.uploads.size).toBe(0);
  await browser.sync.turnOn();
  expect(await browser.sync.run()).toEqual({ state: 'on', shared: 1, onlyHere: 0 });
  expect(JSON.stringify([...account.uploads])).toContain('Film 1');
});

test('[LB10] a browser that has not asked for it gets nothing; one that has, everything', async () => {
  const account = createAccount();
  const [one, other] = [account.openBrowser(), account.openBrowser()];
  await one.save(1);
  await one.sync.turnOn();
  await one.sync.run();
  await other.save(2);
  await other.sync.run();
  expect(await other.titles()).toEqual(['Film 2']);
  await other.sync.turnOn();
  await other.sync.run();
  await one.sync.run();
  expect([await one.titles(), await other.titles()]).toEqual([
    ['Film 1', 'Film 2'],
    ['Film 1', 'Film 2'],
  ]);
});

test('[LB10] what the browser does not take is told, and goes with the next run', async () => {
  const account = createAccount();
  const browser = account.openBrowser();
  await browser.save(1);
  await browser.sync.turnOn();
  account.isRefusing = true;
  expect(await browser.sync.run()).toEqual({ state: 'failed' });
  expect(await browser.titles()).toEqual(['Film 1']);
  account.isRefusing = false;
  expect(await browser.sync.run()).toEqual({ state: 'on', shared: 1, onlyHere: 0 });
});

test('[LB10] turned off, it leaves what was uploaded, or removes it and nothing of any library', async () => {
  const account = createAccount();
  account.uploads.set('of somebody else', 1);
  const [one, other] = [account.openBrowser(), account.openBrowser()];
  await one.save(1);
  for (const { sync } of [one, other]) {
    await sync.turnOn();
    await sync.run();
  }
  await other.sync.turnOff('leave');
  expect(account.uploads.size).toBeGreaterThan(1);
  await one.sync.turnOff('remove');
  expect([...account.uploads.keys()]).toEqual(['of somebody else']);
  for (const { sync, titles } of [one, other]) {
    expect(await sync.run()).toEqual({ state: 'off' });
    expect(await titles()).toEqual(['Film 1']);
  }
});

test('[LB10] turned on again, what was removed meanwhile elsewhere is no reason to remove it here', async () => {
  const account = createAccount();
  const browser = account.openBrowser();
  await browser.save(1);
  await browser.sync.turnOn();
  await browser.sync.run();
  await browser.sync.turnOff('leave');
  for (const key of account.uploads.keys()) if (key.includes('video')) account.uploads.delete(key);
  await browser.sync.turnOn();
  await browser.sync.run();
  expect(await browser.titles()).toEqual(['Film 1']);
});

test('[LB10] a run that is overtaken by forgetting everything turns nothing on again', async () => {
  const account = createAccount();
  const browser = account.openBrowser();
  await browser.save(1);
  await browser.sync.turnOn();
  const running = browser.sync.run();
  browser.items.delete(SYNC_STATE_KEY);
  browser.items.delete(LIBRARY_KEY);
  await running;
  expect(browser.items.has(SYNC_STATE_KEY)).toBe(false);
});

test('[LB2] [LB10] a run that is overtaken by forgetting everything removes nothing for the other browsers', async () => {
  const account = createAccount();
  const browser = account.openBrowser();
  await browser.save(1);
  await browser.sync.turnOn();
  await browser.sync.run();
  const uploaded = new Map(account.uploads);
  account.meanwhile = () => {
    browser.items.delete(SYNC_STATE_KEY);
    browser.items.delete(LIBRARY_KEY);
  };
  expect(await browser.sync.run()).toEqual({ state: 'off' });
  expect(account.uploads).toEqual(uploaded);
});

test('[LB10] what goes has made its room before what comes is uploaded', async () => {
  const account = createAccount();
  const browser = account.openBrowser();
  const addresses = Array.from({ length: 45 }, (_, index) => `https://films.example/${index}`);
  const facts = addresses.map((address) => sampleFacts(1, { address: address.padEnd(1_700, 'a') }));
  const { library } = saveVideos(EMPTY_LIBRARY, facts, SAVED_AT_MS);
  await browser.store.change(() => ({ library }));
  await browser.sync.turnOn();
  expect(await browser.sync.run()).toEqual({ state: 'on', shared: 45, onlyHere: 0 });
  const ids = library.videos.map(({ id }) => id);
  let after = ids.slice(15).reduce(removeVideo, library);
  for (let number = 0; number < 100; number += 1) {
    const made = createPlaylist(after, `List ${number}`);
    if (made.outcome !== 'done') throw new Error(made.outcome);
    after = addToPlaylist(made.library, made.id, ids.slice(0, 15)).library;
  }
  await browser.store.change(() => ({ library: after }));
  expect(await browser.sync.run()).toEqual({ state: 'on', shared: 15, onlyHere: 0 });
});

test('[LB10] as uploads go one after the other, no browser takes that for removed by hand', async () => {
  const account = createAccount();
  const [one, other] = [account.openBrowser(), account.openBrowser()];
  await one.save(1);
  await one.save(2);
  for (const { sync } of [one, other]) {
    await sync.turnOn();
    await sync.run();
  }
  const before = new Map(account.uploads);
  // No browser says in which order it has them.
  for (const [key, value] of [...before].reverse()) {
    account.uploads.delete(key);
    account.uploads.set(key, value);
  }
  account.isRefusing = true;
  await expect(one.sync.turnOff('remove')).rejects.toThrow();
  expect(account.uploads.size).toBeLessThan(before.size);
  account.isRefusing = false;
  await other.sync.run();
  expect(await other.titles()).toEqual(['Film 1', 'Film 2']);
});
