// One state of the library's page each, for the gallery.
import { LIBRARY_KEY, SYNC_STATE_KEY } from '../../library/inbox.ts';
import type { Library } from '../../library/library.ts';
import { sampleLibrary } from '../../library/testing/sample-library.ts';
import { text } from '../../ui/text.ts';
import { nameOfVideo } from '../library-words.ts';
import { createFakeLibraryBrowser, type FakeLibraryBrowser } from './fake-library-browser.ts';

export interface LibrarySample {
  /** Null: none yet; `unreadable`: what no version can read. */
  readonly library: Library | 'unreadable' | null;
  /** The first playlist is chosen. */
  readonly isInPlaylist?: boolean;
  readonly search?: string;
  /** A party is on in this browser. */
  readonly isPartyOn?: boolean;
  readonly sync?: 'on' | 'asking';
  /** A file is taken in. */
  readonly imports?: string;
  /** What buttons are pressed, by their names, one after the other. */
  readonly pressed?: () => readonly string[];
}

const LIBRARY = sampleLibrary();
const [FIRST] = LIBRARY.videos;
const NAME = FIRST === undefined ? '' : nameOfVideo(FIRST);

export const LIBRARY_SAMPLES: Readonly<Record<string, LibrarySample>> = {
  all: { library: LIBRARY },
  narrow: { library: LIBRARY, isInPlaylist: true },
  empty: { library: null },
  'not-found': { library: LIBRARY, search: 'lighthouse' },
  playlist: { library: LIBRARY, isInPlaylist: true },
  'playlist-rename': { library: LIBRARY, isInPlaylist: true, pressed: () => [text('libraryRename')] },
  'playlists-of-one': { library: LIBRARY, pressed: () => [text('libraryPlaylistsOf', NAME)] },
  removed: { library: LIBRARY, pressed: () => [text('libraryRemoveWhich', NAME)] },
  shared: { library: LIBRARY, pressed: () => [text('libraryShareWhich', NAME)] },
  imported: {
    library: LIBRARY,
    imports: JSON.stringify({
      sameframeLibrary: 1,
      videos: [{ address: 'https://films.example/new', title: 'A new one' }, { address: 'film.mp4' }, 7],
    }),
  },
  'import-broken': { library: LIBRARY, imports: '{ "sameframe' },
  'party-on': { library: LIBRARY, isPartyOn: true, pressed: () => [text('libraryQueueWhich', NAME)] },
  'party-playlist': { library: LIBRARY, isPartyOn: true, isInPlaylist: true },
  'sync-on': { library: LIBRARY, sync: 'on' },
  'sync-ask': { library: LIBRARY, sync: 'asking' },
  unreadable: { library: 'unreadable' },
};

export function browserOf({ library, sync, isPartyOn }: LibrarySample): FakeLibraryBrowser {
  const browser = createFakeLibraryBrowser();
  if (library === 'unreadable') browser.items.set(LIBRARY_KEY, { version: 99 });
  else if (library !== null) browser.items.set(LIBRARY_KEY, { version: 1, value: library });
  if (sync !== undefined) browser.items.set(SYNC_STATE_KEY, { version: 1, value: { base: {} } });
  if (isPartyOn === true) browser.onQueue = (listener) => listener({ mayAdd: true });
  return browser;
}
