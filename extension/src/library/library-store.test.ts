import { expect, test } from 'vitest';
import { createFakeStore } from '../platform/fake-store.ts';
import { removeVideo, saveVideos } from './edit-library.ts';
import { LIBRARY_KEY } from './inbox.ts';
import { EMPTY_LIBRARY, type Library, MAX_IN_PLAYLIST, MAX_VIDEOS, type VideoId } from './library.ts';
import { createLibraryStore } from './library-store.ts';
import { createFakeLock } from './testing/fake-lock.ts';
import { SAVED_AT_MS, sampleFacts, sampleLibrary } from './testing/sample-library.ts';

const saving = (number: number) => (library: Library) =>
  saveVideos(library, [sampleFacts(number)], SAVED_AT_MS);

test('[LB2] what is written is read again, and an empty library is nothing yet', async () => {
  const items = new Map<string, unknown>();
  const store = createLibraryStore(createFakeStore(items), createFakeLock());
  expect(await store.read()).toEqual({ state: 'found', value: EMPTY_LIBRARY });
  const library = sampleLibrary();
  await store.change(() => ({ library }));
  expect(await createLibraryStore(createFakeStore(items), createFakeLock()).read()).toEqual({
    state: 'found',
    value: library,
  });
});

test('[LB2] of two tabs that change it at once both changes are in', async () => {
  const items = new Map<string, unknown>();
  const lock = createFakeLock();
  const [one, other] = [1, 2].map(() => createLibraryStore(createFakeStore(items), lock));
  await Promise.all([one?.change(saving(1)), other?.change(saving(2)), one?.change(saving(3))]);
  const stored = await one?.read();
  expect(stored?.state === 'found' && stored.value.videos.map(({ title }) => title)).toEqual([
    'Film 3',
    'Film 2',
    'Film 1',
  ]);
});

test('[LB2] what cannot be read is left as it is until the person lets it go', async () => {
  const unreadable = { version: 9, value: { films: ['A film'] } };
  const items = new Map<string, unknown>([[LIBRARY_KEY, unreadable]]);
  const store = createLibraryStore(createFakeStore(items), createFakeLock());
  expect(await store.change(saving(1))).toBeNull();
  expect(await store.readRaw()).toEqual(unreadable);
  expect(items.get(LIBRARY_KEY)).toEqual(unreadable);
  await store.remove();
  expect(await store.change(saving(1))).not.toBeNull();
});

test('[LB2] a change that changes nothing writes nothing', async () => {
  const items = new Map<string, unknown>();
  const store = createLibraryStore(createFakeStore(items), createFakeLock());
  await store.change((library) => ({ library: removeVideo(library, 7 as VideoId) }));
  expect(items.size).toBe(0);
});

test('[LB1] the largest library fits into what browsers keep', () => {
  const address = `https://films.example/${'a'.repeat(2_000)}`;
  const video = { ...sampleLibrary().videos[1], address, title: '\u{1f3ac}'.repeat(200) };
  const library = {
    nextId: 1e6,
    videos: Array.from({ length: MAX_VIDEOS }, () => video),
    // As many as there are videos to be in one list or another a few times over.
    playlists: [{ id: 1, name: 'List', videos: Array.from({ length: MAX_IN_PLAYLIST }, () => 1e6) }],
  };
  expect(new TextEncoder().encode(JSON.stringify(library)).length).toBeLessThan(8_000_000);
});
