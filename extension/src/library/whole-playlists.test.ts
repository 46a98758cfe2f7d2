import { expect, test } from 'vitest';
import { EMPTY_LIBRARY, MAX_VIDEOS } from './library.ts';
import { numberedLibrary, SAVED_AT_MS, sampleFacts } from './testing/sample-library.ts';
import { readPlaylist, savePlaylist } from './whole-playlists.ts';

const save = (library = EMPTY_LIBRARY, name = 'Friday', ...numbers: readonly number[]) =>
  savePlaylist(library, { name, videos: numbers.map((number) => sampleFacts(number)) }, SAVED_AT_MS);

test('[LB11] a whole list becomes a playlist in its order, each video once, and comes out of it as it went in', () => {
  const saved = save(EMPTY_LIBRARY, ' Friday\u202e ', 3, 1, 3, 2);
  expect(saved).toMatchObject({ outcome: 'saved', name: 'Friday', taken: 3 });
  const { id } = saved.library.playlists[0] ?? {};
  if (id === undefined) throw new Error('no playlist');
  expect(readPlaylist(saved.library, id)).toEqual([3, 1, 2].map((number) => sampleFacts(number)));
});

test('[LB11] what cannot be saved as a whole changes nothing', () => {
  const { library } = numberedLibrary(3);
  expect(save(library, 'Friday', 9)).toEqual({ outcome: 'name-taken', library });
  expect(save(library, ' ', 9)).toEqual({ outcome: 'no-name', library });
  const full = numberedLibrary(MAX_VIDEOS).library;
  expect(save(full, 'Saturday', MAX_VIDEOS + 1)).toEqual({ outcome: 'library-full', library: full });
});

test('[LB11] [LB1] takes what there is room for, and nothing that is no address of the web', () => {
  const full = numberedLibrary(MAX_VIDEOS).library;
  expect(save(full, 'Saturday', 1, MAX_VIDEOS + 1)).toMatchObject({ outcome: 'saved', taken: 1 });
  const videos = ['javascript:alert(1)', 'https://ann:secret@films.example/1'].map((address) => ({
    address,
    title: 'a\n<b>',
  }));
  const { library } = savePlaylist(EMPTY_LIBRARY, { name: 'Friday', videos }, SAVED_AT_MS);
  expect(library.videos).toMatchObject([{ address: 'https://films.example/1', title: 'a <b>' }]);
});
