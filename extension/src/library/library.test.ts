import fc from 'fast-check';
import { expect, test } from 'vitest';
import { giveParty, removeVideo, saveVideos } from './edit-library.ts';
import {
  addToPlaylist,
  createPlaylist,
  deletePlaylist,
  moveInPlaylist,
  renamePlaylist,
  takeFromPlaylist,
} from './edit-playlists.ts';
import {
  EMPTY_LIBRARY,
  keyOf,
  type Library,
  MAX_IN_PLAYLIST,
  MAX_PLAYLISTS,
  MAX_VIDEOS,
  type PlaylistId,
  playlistIn,
  type VideoId,
} from './library.ts';
import { readVideo } from './read-video.ts';
import { searchVideos } from './search-videos.ts';
import {
  numberedLibrary,
  SAMPLE_CODE,
  SAVED_AT_MS,
  sampleFacts,
  sampleLibrary,
} from './testing/sample-library.ts';

const titlesOf = (library: Library) => library.videos.map(({ title }) => title);
const read = (address: string, title = '') => readVideo({ address, title });

test('[LB1] one video is saved once, however its address is written, and what was not known is filled in', () => {
  const addresses = [
    'https://www.youtube.com/watch?v=aqz-KE-bpKQ&list=PL1&t=90s',
    'https://youtu.be/aqz-KE-bpKQ?si=abc',
    'https://m.youtube.com/watch?v=aqz-KE-bpKQ',
  ];
  const facts = addresses.flatMap((address, index) => {
    const video = read(address, index === 1 ? 'Big Buck Bunny' : '');
    return video.ok ? [video.value] : [];
  });
  const { library, each } = saveVideos(EMPTY_LIBRARY, facts, SAVED_AT_MS);
  expect(each.map(({ outcome }) => outcome)).toEqual(['saved', 'known', 'known']);
  expect(library.videos).toEqual([
    {
      id: 1,
      address: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
      title: 'Big Buck Bunny',
      lengthS: null,
      savedAtMs: SAVED_AT_MS,
      party: null,
    },
  ]);
});

test('[LB1] the one saved last comes first, and one that is known stays where it is', () => {
  const { library } = saveVideos(EMPTY_LIBRARY, [sampleFacts(1)], SAVED_AT_MS);
  const after = saveVideos(library, [sampleFacts(2), sampleFacts(1), sampleFacts(3)], SAVED_AT_MS);
  expect(titlesOf(after.library)).toEqual(['Film 2', 'Film 3', 'Film 1']);
});

test.each([
  ['javascript:alert(1)', 'no-web-address'],
  ['data:text/html,film', 'no-web-address'],
  ['file:///home/alice/film.mp4', 'no-web-address'],
  ['chrome-extension://abc/library.html', 'no-web-address'],
  ['', 'no-web-address'],
  ['film', 'no-web-address'],
  [`https://films.example/${'a'.repeat(2_048)}`, 'address-too-long'],
])('[LB1] %.40s is not saved', (address, reason) => {
  expect(read(address)).toEqual({ ok: false, reason });
});

test('[LB1] a name and a password are not kept, and a title is one line that hides nothing', () => {
  const title = `\u202eFilm\u200b\n\n of  the\u0000 \u2800week${'!'.repeat(400)}`;
  const video = readVideo({ address: 'https://alice:secret@films.example/1', title, lengthS: Number.NaN });
  expect(video.ok && video.value).toEqual({
    address: 'https://films.example/1',
    title: `Film of the week${'!'.repeat(184)}`,
    lengthS: null,
  });
});

test('[LB1] whatever is to be saved, what is kept of it is an address of the web and a bounded line', () => {
  const anything = fc.record({
    address: fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string({ unit: 'binary' }),
    ),
    title: fc.string({ unit: 'binary', maxLength: 600 }),
    lengthS: fc.oneof(fc.double(), fc.constant(null)),
  });
  fc.assert(
    fc.property(anything, (raw) => {
      const video = readVideo(raw);
      if (!video.ok) return;
      expect(video.value.address).toMatch(/^https?:\/\//);
      expect(Array.from(video.value.title).length).toBeLessThanOrEqual(200);
      expect(video.value.title).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u);
      // What is kept is read again as the same.
      expect(readVideo(video.value)).toEqual(video);
    }),
  );
});

test('[LB1] a full library takes nothing more, and what it has stays', () => {
  const { library } = numberedLibrary(MAX_VIDEOS);
  const { library: after, each } = saveVideos(
    library,
    [sampleFacts(1), sampleFacts(MAX_VIDEOS + 1)],
    SAVED_AT_MS,
  );
  expect(each.map(({ outcome }) => outcome)).toEqual(['known', 'library-full']);
  expect(after).toBe(library);
});

test('[LB3] a video is in several playlists, in the order of the person, and goes out of all with the library', () => {
  const { library, playlist, ids } = numberedLibrary(4);
  const other = createPlaylist(library, ' For  the train ');
  if (other.outcome !== 'done') throw new Error(other.outcome);
  const both = addToPlaylist(other.library, other.id, [ids[1] as VideoId]).library;
  expect(playlistIn(both, other.id)).toEqual({ id: other.id, name: 'For the train', videos: [ids[1]] });
  const gone = removeVideo(both, ids[1] as VideoId);
  expect(titlesOf(gone)).toEqual(['Film 1', 'Film 3', 'Film 4']);
  expect(gone.playlists.map(({ videos }) => videos)).toEqual([[ids[0], ids[2]], []]);
  expect(titlesOf(deletePlaylist(gone, playlist))).toEqual(titlesOf(gone));
});

test('[LB3] two playlists are never called the same, and none has no name', () => {
  const { library, playlist } = numberedLibrary(1);
  const named = (name: string) => createPlaylist(library, name).outcome;
  expect([named('Friday'), named('Friday\u200b '), named(' \u200b '), named('Monday')]).toEqual([
    'name-taken',
    'name-taken',
    'no-name',
    'done',
  ]);
  expect(renamePlaylist(library, playlist, 'Friday').outcome).toBe('done');
  const renamed = renamePlaylist(library, playlist, 'Saturday').library;
  expect(playlistIn(renamed, playlist)?.name).toBe('Saturday');
});

test('[LB3] playlists and what is in them are bounded', () => {
  let { library } = numberedLibrary(MAX_IN_PLAYLIST + 1);
  const all = library.videos.map(({ id }) => id);
  for (let number = 1; number < MAX_PLAYLISTS; number += 1) {
    library = createPlaylist(library, `List ${number}`).library;
  }
  expect(createPlaylist(library, 'One more').outcome).toBe('too-many-playlists');
  const id = library.playlists[1]?.id as PlaylistId;
  const filled = addToPlaylist(library, id, all);
  expect(filled.outcome).toBe('playlist-full');
  expect(playlistIn(filled.library, id)?.videos).toEqual(all.slice(0, MAX_IN_PLAYLIST));
});

test('[LB3] a video moves to any place among the others, and all others keep their order', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 }), fc.integer({ min: -2, max: 5 }), (from, to) => {
      const { library, playlist, ids } = numberedLibrary(3);
      const moved = ids[from] as VideoId;
      const after = playlistIn(moveInPlaylist(library, playlist, moved, to), playlist)?.videos ?? [];
      expect(after.indexOf(moved)).toBe(Math.max(0, Math.min(2, to)));
      expect(after.filter((id) => id !== moved)).toEqual(ids.filter((id) => id !== moved));
    }),
  );
});

test('[LB3] whatever is done to it, a library has each video once and playlists of its own videos alone', () => {
  const edits = fc.array(
    fc.record({
      what: fc.constantFrom('save', 'remove', 'create', 'delete', 'add', 'take', 'move'),
      a: fc.nat({ max: 12 }),
      b: fc.nat({ max: 12 }),
    }),
  );
  fc.assert(
    fc.property(edits, (all) => {
      const { videos, playlists } = all.reduce(apply, EMPTY_LIBRARY);
      const ids = new Set<number>(videos.map(({ id }) => id));
      expect(ids.size).toBe(videos.length);
      expect(new Set(videos.map(keyOf)).size).toBe(videos.length);
      expect(new Set(playlists.map(({ name }) => name)).size).toBe(playlists.length);
      for (const playlist of playlists) {
        expect(new Set(playlist.videos).size).toBe(playlist.videos.length);
        expect(playlist.videos.every((id) => ids.has(id))).toBe(true);
      }
    }),
  );
});

test('[LB6] every typed word is in title, address or the name of a playlist, whatever its case and accents', () => {
  const { library } = saveVideos(
    sampleLibrary(),
    [sampleFacts(1, { title: 'Amélie à Ménilmontant' }), sampleFacts(2, { title: 'ガラスの城' })],
    SAVED_AT_MS,
  );
  const found = (search: string) =>
    searchVideos(library, { playlist: null, search }).map(({ title }) => title);
  expect(found('amelie')).toEqual(['Amélie à Ménilmontant']);
  expect(found('NIGHT bunny')).toEqual(['Big Buck Bunny']);
  expect(found('カラス')).toEqual(['ガラスの城']);
  expect(found('vimeo')).toEqual(['']);
  expect(found('meadow bunny')).toEqual([]);
  expect(found('  ')).toHaveLength(library.videos.length);
});

test('[LB6] within a playlist only its own are found, in its order', () => {
  const library = sampleLibrary();
  const playlist = library.playlists[0]?.id ?? null;
  const titles = searchVideos(library, { playlist, search: 'i' }).map(({ title }) => title);
  expect(titles).toEqual(['Big Buck Bunny', 'The Meadow at Night', '']);
});

test('[LB8] the party of a video stays its own once it has one', () => {
  const { library, ids } = numberedLibrary(1);
  const first = { code: SAMPLE_CODE, relay: 'https://relay.example.org' };
  const once = giveParty(library, ids[0] as VideoId, first);
  const twice = giveParty(once, ids[0] as VideoId, { ...first, relay: 'https://other.example' });
  expect(twice).toBe(once);
  expect(twice.videos[0]?.party).toEqual(first);
});

function apply(library: Library, { what, a, b }: { what: string; a: number; b: number }): Library {
  const video = a as VideoId;
  const playlist = b as PlaylistId;
  switch (what) {
    case 'save':
      return saveVideos(library, [sampleFacts(a)], SAVED_AT_MS).library;
    case 'remove':
      return removeVideo(library, video);
    case 'create':
      return createPlaylist(library, `List ${a}`).library;
    case 'delete':
      return deletePlaylist(library, playlist);
    case 'add':
      return addToPlaylist(library, playlist, [video, video]).library;
    case 'take':
      return takeFromPlaylist(library, playlist, video);
    default:
      return moveInPlaylist(library, playlist, video, a);
  }
}
