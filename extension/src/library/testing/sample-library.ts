// A library for tests and pictures: a few films, two playlists.
import type { PartyCode } from '@sameframe/shared/code.ts';
import { giveParty, saveVideos } from '../edit-library.ts';
import { addToPlaylist, createPlaylist } from '../edit-playlists.ts';
import { EMPTY_LIBRARY, type Library, type PlaylistId, type VideoId } from '../library.ts';
import type { VideoFacts } from '../video-facts.ts';

export const SAVED_AT_MS = Date.UTC(2026, 10, 21, 20);
export const SAMPLE_CODE = 'K7QM4TZP9XWD2RHV6BNC' as PartyCode;

export function sampleFacts(number: number, change: Partial<VideoFacts> = {}): VideoFacts {
  return {
    address: `https://films.example/watch/${number}`,
    title: `Film ${number}`,
    lengthS: null,
    ...change,
  };
}

/** Films 1 to `count`, and a playlist of the first three. */
export function numberedLibrary(count: number): {
  library: Library;
  playlist: PlaylistId;
  ids: readonly VideoId[];
} {
  const facts = Array.from({ length: count }, (_, index) => sampleFacts(index + 1));
  const saved = saveVideos(EMPTY_LIBRARY, facts, SAVED_AT_MS);
  const ids = saved.library.videos.map(({ id }) => id);
  const made = createPlaylist(saved.library, 'Friday');
  if (made.outcome !== 'done') throw new Error(made.outcome);
  return { library: addToPlaylist(made.library, made.id, ids.slice(0, 3)).library, playlist: made.id, ids };
}

const FILMS: readonly VideoFacts[] = [
  { address: 'https://films.example/watch/meadow', title: 'The Meadow at Night', lengthS: 5_432 },
  { address: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ', title: 'Big Buck Bunny', lengthS: 634 },
  { address: 'https://vimeo.com/1084537', title: '', lengthS: null },
  {
    address: 'https://archive.example/details/a-very-long-title',
    title:
      'A documentary with a title so long that no line of any window has the room to show all of its words at once',
    lengthS: 3_600,
  },
];

/** As somebody may have it after a week. */
export function sampleLibrary(): Library {
  const { library: saved } = saveVideos(EMPTY_LIBRARY, FILMS, SAVED_AT_MS);
  const ids = saved.videos.map(({ id }) => id);
  const [first, second, third] = ids;
  if (first === undefined || second === undefined || third === undefined) throw new Error('no films');
  let library = giveParty(saved, second, { code: SAMPLE_CODE, relay: 'https://relay.sameframe.example' });
  for (const [name, videos] of [
    ['Film night', [second, first, third]],
    ['For the train', [third]],
  ] as const) {
    const made = createPlaylist(library, name);
    if (made.outcome !== 'done') throw new Error(made.outcome);
    library = addToPlaylist(made.library, made.id, videos).library;
  }
  return library;
}
