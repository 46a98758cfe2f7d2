import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saveVideos } from './edit-library.ts';
import {
  EMPTY_LIBRARY,
  type Library,
  MAX_ADDRESS_CHARS,
  MAX_IN_PLAYLIST,
  MAX_PLAYLIST_NAME_CHARS,
  MAX_PLAYLISTS,
  MAX_TITLE_CHARS,
  MAX_VIDEOS,
  type PlaylistId,
  type VideoId,
} from './library.ts';
import { MAX_FILE_BYTES, readFile, takeInFile, writeFile } from './library-file.ts';
import {
  numberedLibrary,
  SAMPLE_CODE,
  SAVED_AT_MS,
  sampleFacts,
  sampleLibrary,
} from './testing/sample-library.ts';

/** Of the content of a file. */
function takeIn(library: Library, content: string) {
  const file = readFile(content);
  if (!file.ok) throw new Error(file.reason);
  return takeInFile(library, file.value, SAVED_AT_MS);
}

const fileOf = (parts: object) => JSON.stringify({ sameframeLibrary: 1, videos: [], ...parts });

/** All that a file is to bring back; ids and parties are a library's own. */
function contentOf({ videos, playlists }: Library) {
  const byId = new Map(videos.map(({ id, address, title, lengthS }) => [id, { address, title, lengthS }]));
  return {
    videos: [...byId.values()],
    playlists: playlists.map(({ name, videos: ids }) => ({ name, videos: ids.map((id) => byId.get(id)) })),
  };
}

test('[LB5] what was exported is the same in another browser, in its order, without the codes of parties', () => {
  const library = sampleLibrary();
  const content = writeFile(library);
  expect(content).not.toContain(SAMPLE_CODE);
  expect(content).not.toContain('party');
  const taken = takeIn(EMPTY_LIBRARY, content);
  expect(contentOf(taken.library)).toEqual(contentOf(library));
  expect(taken).toMatchObject({ taken: library.videos.length, known: 0, refused: [] });
});

test('[LB5] the largest library there can be fits its file, and is the same in another browser', () => {
  const each = <Value>(count: number, make: (index: number) => Value) =>
    Array.from({ length: count }, (_, index) => make(index));
  const videos = each(MAX_VIDEOS, (index) => ({
    id: (index + 1) as VideoId,
    address: `https://films.example/${index}/`.padEnd(MAX_ADDRESS_CHARS, 'x'),
    title: `${index} `.padEnd(MAX_TITLE_CHARS, '星'),
    lengthS: 5_432.123456789,
    savedAtMs: SAVED_AT_MS,
    party: null,
  }));
  const playlists = each(MAX_PLAYLISTS, (index) => ({
    id: (MAX_VIDEOS + index + 1) as PlaylistId,
    name: `${index} `.padEnd(MAX_PLAYLIST_NAME_CHARS, '星'),
    videos: each(MAX_IN_PLAYLIST, (place) => (((index + place) % MAX_VIDEOS) + 1) as VideoId),
  }));
  const library = { nextId: MAX_VIDEOS + MAX_PLAYLISTS + 1, videos, playlists };
  const content = writeFile(library);
  expect(new TextEncoder().encode(content).length).toBeLessThan(MAX_FILE_BYTES);
  const taken = takeIn(EMPTY_LIBRARY, content);
  expect(taken.refused).toEqual([]);
  expect(contentOf(taken.library)).toEqual(contentOf(library));
});

test('[LB5] a second import changes nothing and says so', () => {
  const library = sampleLibrary();
  const again = takeIn(library, writeFile(library));
  expect(contentOf(again.library)).toEqual(contentOf(library));
  expect(again).toMatchObject({ taken: 0, known: library.videos.length, refused: [] });
});

test('[LB5] what was there stays; a playlist of the same name takes the others at its end', () => {
  const { library, playlist, ids } = numberedLibrary(3);
  const other = {
    videos: [sampleFacts(3, { title: 'Another title' }), sampleFacts(9)],
    playlists: [{ name: 'Friday', videos: [sampleFacts(9), sampleFacts(2)] }],
  };
  const { library: after, taken, known } = takeIn(library, fileOf(other));
  expect({ taken, known }).toEqual({ taken: 1, known: 2 });
  expect(after.videos.map(({ title }) => title)).toEqual(['Film 9', 'Film 1', 'Film 2', 'Film 3']);
  const added = after.videos[0]?.id;
  expect(after.playlists).toEqual([{ id: playlist, name: 'Friday', videos: [...ids, added] }]);
});

test.each([
  ['', 'no-json'],
  ['{"sameframeLibrary": 1, "videos": [', 'no-json'],
  ['[]', 'no-library'],
  ['null', 'no-library'],
  ['{"videos": []}', 'no-library'],
  ['{"sameframeLibrary": 1}', 'no-library'],
  ['{"sameframeLibrary": 1, "videos": {}}', 'no-library'],
  ['{"sameframeLibrary": 3, "videos": []}', 'newer'],
  [' '.repeat(16_000_001), 'too-large'],
])('[LB5] %.40s is no library, and is told why', (content, reason) => {
  expect(readFile(content)).toEqual({ ok: false, reason });
});

test('[LB5] each entry that cannot be taken is named with the reason, and the others are taken', () => {
  const content = fileOf({
    videos: [
      sampleFacts(1),
      { address: 'javascript:alert(1)', title: '\u202eEvil' },
      { address: 7 },
      null,
      { address: `https://films.example/${'a'.repeat(3_000)}`, title: 'Long' },
      { address: 'https://films.example/2', thumbnail: 'x', constructor: {}, party: { code: SAMPLE_CODE } },
    ],
    playlists: [
      { name: ' \u200b', videos: [] },
      { name: 'Good', videos: [sampleFacts(1), 6] },
    ],
  });
  const { library, taken, refused } = takeIn(EMPTY_LIBRARY, content);
  expect(taken).toBe(2);
  expect(library.videos.map(({ title, party }) => [title, party])).toEqual([
    ['Film 1', null],
    ['', null],
  ]);
  expect(library.playlists).toEqual([{ id: 3, name: 'Good', videos: [1] }]);
  expect(refused).toEqual([
    { what: 'Evil', reason: 'no-web-address' },
    { what: '{"address":7}', reason: 'no-video' },
    { what: 'null', reason: 'no-video' },
    { what: 'Long', reason: 'address-too-long' },
    { what: '6', reason: 'no-video' },
    { what: '', reason: 'no-name' },
  ]);
});

test('[LB5] what does not fit is named, and nothing that was there makes room for it', () => {
  const { library } = numberedLibrary(MAX_VIDEOS - 1);
  const {
    library: after,
    taken,
    refused,
  } = takeIn(library, fileOf({ videos: [sampleFacts(5_001), sampleFacts(5_002)] }));
  expect(taken).toBe(1);
  expect(after.videos.slice(1)).toEqual(library.videos);
  expect(refused).toEqual([{ what: 'Film 5002', reason: 'library-full' }]);
});

test('[LB5] whatever is in a file, nothing of the library is lost and nothing unsafe comes in', () => {
  const entry = fc.oneof(
    fc.anything(),
    fc.record({ address: fc.oneof(fc.webUrl(), fc.string()), title: fc.string({ unit: 'binary' }) }),
  );
  const file = fc.record({
    sameframeLibrary: fc.constant(1),
    videos: fc.array(entry),
    playlists: fc.array(fc.record({ name: fc.string({ unit: 'binary' }), videos: fc.array(entry) })),
  });
  fc.assert(
    fc.property(file, (raw) => {
      const before = sampleLibrary();
      const { library } = takeIn(before, JSON.stringify(raw));
      const ids = new Set(library.videos.map(({ id }) => id));
      for (const video of before.videos) expect(ids.has(video.id)).toBe(true);
      for (const playlist of before.playlists) {
        const after = library.playlists.find(({ id }) => id === playlist.id);
        expect(after?.videos.slice(0, playlist.videos.length)).toEqual(playlist.videos);
      }
      for (const { address, title } of library.videos) {
        expect(address).toMatch(/^https?:\/\//);
        expect(title).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u);
      }
      // What came in goes out and in again.
      expect(contentOf(takeIn(EMPTY_LIBRARY, writeFile(library)).library)).toEqual(contentOf(library));
    }),
  );
});

test('[LB5] the largest file that is read is taken in within seconds', () => {
  const list = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ address: `https://films.example/${from + index}` }));
  const playlists = Array.from({ length: 200 }, (_, index) => ({
    name: `List ${index}`,
    videos: list(index * 10, 500),
  }));
  const { library } = takeIn(EMPTY_LIBRARY, fileOf({ videos: list(0, 4_000), playlists }));
  expect(library.videos).toHaveLength(MAX_VIDEOS);
  expect(library.playlists).toHaveLength(200);
  expect(saveVideos(library, [sampleFacts(1)], 0).each).toEqual([{ outcome: 'library-full' }]);
});

test('[LB5] of several videos with one title each that is refused is told', () => {
  const videos = [1, 2, 3].map((number) => ({
    address: `https://films.example/episode/${number}`,
    title: 'Episode',
  }));
  const { library } = numberedLibrary(MAX_VIDEOS);
  const taken = takeInFile(
    library,
    { sameframeLibrary: 1, videos, playlists: [{ name: 'Friday', videos }] },
    SAVED_AT_MS,
  );
  expect(taken.refused).toEqual(videos.map(() => ({ what: 'Episode', reason: 'library-full' })));
});
