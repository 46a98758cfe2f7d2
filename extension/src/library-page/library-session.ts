// The library's page at work: what it shows, and what each press does. Every change goes to the store first; what is shown
// is what was read from there.

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { formatInvite, isLoopbackRelay } from '@sameframe/shared/code.ts';
import { giveParty, removeVideo } from '../library/edit-library.ts';
import {
  addToPlaylist,
  createPlaylist,
  deletePlaylist,
  moveInPlaylist,
  renamePlaylist,
  takeFromPlaylist,
} from '../library/edit-playlists.ts';
import {
  type Library,
  type PlaylistId,
  playlistIn,
  type SavedParty,
  type SavedVideo,
  toStored,
  type VideoId,
  videoIn,
} from '../library/library.ts';
import { MAX_FILE_BYTES, readFile, takeInFile, writeFile } from '../library/library-file.ts';
import type { SyncReport } from '../library/library-sync.ts';
import { formatVideoLink } from '../messages/video-invite.ts';
import { patternOf } from '../ui/site-name.ts';
import { formatCount, type TextKey, text } from '../ui/text.ts';
import { createEnqueuer, type Enqueuer } from './enqueue.ts';
import type { LibraryBrowser } from './library-browser.ts';
import {
  describeFile,
  describeTakenIn,
  FILE_PROBLEMS,
  type Notice,
  nameOfVideo,
  PLAYLIST_PROBLEMS,
} from './library-words.ts';
import { takeFromInbox } from './take-inbox.ts';

export type LibraryPageState =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly library: Library }
  /** What is stored is not understood; nothing of it is touched. */
  | { readonly state: 'unreadable' };

export interface LibrarySession extends Enqueuer {
  readonly page: ReadonlySignal<LibraryPageState>;
  readonly notice: Signal<Notice | null>;
  /** Null: all videos. */
  readonly playlist: Signal<PlaylistId | null>;
  readonly search: Signal<string>;
  /** A press such as `start 7` is being carried out, or waits for others; read in a view, that follows it. */
  isUnderWay(press: string): boolean;
  /** To be called inside the click's own handler. */
  start(video: SavedVideo): void;
  share(video: SavedVideo): void;
  remove(video: SavedVideo): void;
  putInto(playlist: PlaylistId, video: SavedVideo, place: 'in' | 'out'): void;
  move(playlist: PlaylistId, video: SavedVideo, to: number): void;
  create(name: string): Promise<boolean>;
  rename(playlist: PlaylistId, name: string): Promise<boolean>;
  deletePlaylist(playlist: PlaylistId): void;
  exportAll(): void;
  importFile(file: Pick<File, 'size' | 'text'>): Promise<void>;
  /** Null while it is not known. */
  readonly sync: ReadonlySignal<SyncReport | null>;
  setSync(wanted: 'on' | 'off-remove' | 'off-leave'): void;
  /** Hands out what could not be read, and begins with nothing. */
  beginAnew(): Promise<void>;
}

export function openLibrarySession(
  browser: LibraryBrowser,
  reportBug: (error: unknown) => void,
): LibrarySession {
  const page = signal<LibraryPageState>({ state: 'opening' });
  const notice = signal<Notice | null>(null);
  const playlist = signal<PlaylistId | null>(null);
  const search = signal('');
  const underWay = signal<readonly string[]>([]);
  const sync = signal<SyncReport | null>(null);
  const { store } = browser;

  const say = (tone: Notice['tone'], words: string, more: Omit<Notice, 'tone' | 'words'> = {}): void => {
    notice.value = { tone, words, ...more };
  };

  const show = async (): Promise<void> => {
    const stored = await store.read();
    if (stored.state !== 'found') {
      page.value = { state: 'unreadable' };
      return;
    }
    const { value: library } = stored;
    if (playlist.value !== null && playlistIn(library, playlist.value) === null) playlist.value = null;
    page.value = { state: 'open', library };
  };

  /** Runs one press after the other; what goes wrong with the storage is told, and nothing else has changed. */
  let queue: Promise<unknown> = Promise.resolve();
  const run = (name: string, work: () => Promise<void>): Promise<void> => {
    underWay.value = [...underWay.value, name];
    const done = queue.then(async () => {
      try {
        await work();
      } catch (error) {
        reportBug(error);
        say('problem', text('libraryFailed'));
      }
      underWay.value = underWay.value.slice(1);
      await show().catch(reportBug);
    });
    queue = done;
    return done;
  };

  /** Changes it, and offers the way back until something else is changed. */
  const changeWithUndo = async (edit: (library: Library) => Library, words: string): Promise<void> => {
    let before: Library | null = null;
    const changed = await store.change((library) => {
      before = library;
      return { library: edit(library) };
    });
    if (changed === null || before === null) return;
    const undone: Library = before;
    say('good', words, { undo: () => void run('undo', () => undo(undone, changed.library)) });
  };
  const undo = async (before: Library, after: Library): Promise<void> => {
    const asWritten = JSON.stringify(toStored(after));
    const isStill = (library: Library) => JSON.stringify(toStored(library)) === asWritten;
    const undone = await store.change((library) =>
      isStill(library) ? { library: before, ok: true } : { library, ok: false },
    );
    if (undone?.ok === true) say('good', text('libraryUndone'));
    else say('problem', text('libraryNotUndone'));
  };

  /** Its own, from the first time on: the code is kept before anybody gets it. */
  const partyFor = async (video: SavedVideo): Promise<SavedParty | null> => {
    if (video.party !== null) return video.party;
    const minted = { code: browser.mintCode(), relay: await browser.readRelay() };
    const changed = await store.change((library) => ({ library: giveParty(library, video.id, minted) }));
    return changed === null ? null : (videoIn(changed.library, video.id)?.party ?? null);
  };

  let waitingTold = 0;
  const takeInbox = async (): Promise<void> => {
    const { waiting, refused } = await takeFromInbox(browser);
    const isNews = waiting !== waitingTold;
    waitingTold = waiting;
    // Every change of this page's own leads here, too: what came of it is told, with the way back.
    if (waiting > 0 && isNews) say('problem', text('libraryWaiting', formatCount(waiting)));
    else if (refused > 0) say('problem', text('libraryNotSaved', formatCount(refused)));
  };

  const named = async (edit: (library: Library) => ReturnType<typeof createPlaylist>, done: TextKey) => {
    let isDone = false;
    await run('name', async () => {
      const outcome = await store.change(edit);
      if (outcome === null) return;
      isDone = outcome.outcome === 'done';
      if (outcome.outcome !== 'done') return say('problem', text(PLAYLIST_PROBLEMS[outcome.outcome]));
      playlist.value = outcome.id;
      say('good', text(done, playlistIn(outcome.library, outcome.id)?.name ?? ''));
    });
    return isDone;
  };

  let isRefreshing = false;
  const refresh = (): void => {
    if (isRefreshing) return;
    isRefreshing = true;
    const look = async () => {
      isRefreshing = false;
      await takeInbox();
      sync.value = await browser.sync.run();
      await show();
    };
    queue = queue.then(look).catch(reportBug);
  };
  const enqueuer = createEnqueuer(browser, {
    library: () => (page.value.state === 'open' ? page.value.library : null),
    run,
    tell(told) {
      notice.value = told;
    },
  });
  browser.onStored(refresh);
  refresh();

  return {
    page,
    notice,
    playlist,
    search,
    isUnderWay: (press) => underWay.value.includes(press),
    sync,
    ...enqueuer,
    setSync(wanted) {
      void run('sync', async () => {
        if (wanted === 'on') await browser.sync.turnOn();
        else await browser.sync.turnOff(wanted === 'off-remove' ? 'remove' : 'leave');
        sync.value = await browser.sync.run();
        if (wanted !== 'on') say('good', text('librarySyncOff'));
      });
    },
    start(video) {
      const pattern = patternOf(video.address);
      // Refused, the party begins all the same: its page then wants a click on the icon.
      const asked = pattern === null ? Promise.resolve(false) : browser.requestHosts([pattern]);
      void run(`start ${video.id}`, async () => {
        await asked.catch(() => false);
        const party = await partyFor(video);
        const problem = party === null ? null : await browser.watch(formatInvite(party), video.address);
        if (problem !== null) return say('problem', text('libraryFailed'));
        notice.value = null;
      });
    },
    share(video) {
      void run(`share ${video.id}`, async () => {
        const party = await partyFor(video);
        if (party === null) return;
        const link = formatVideoLink(party.code, party.relay, video.address);
        const isCopied = await browser.copyText(link).then(
          () => true,
          () => false,
        );
        if (!isCopied) return say('problem', text('libraryNotCopied'), { details: [link] });
        const isHere = isLoopbackRelay(party.relay);
        say('good', text('libraryLinkCopied'), { details: isHere ? [text('partyLoopbackOnly')] : [] });
      });
    },
    remove(video) {
      const words = text('libraryRemoved', nameOfVideo(video));
      void run('remove', () => changeWithUndo((library) => removeVideo(library, video.id), words));
    },
    putInto(id, video, place) {
      void run('put', async () => {
        const changed = await store.change((library) =>
          place === 'in'
            ? addToPlaylist(library, id, [video.id])
            : { library: takeFromPlaylist(library, id, video.id), outcome: 'taken-out' as const },
        );
        if (changed === null) return;
        if (changed.outcome === 'playlist-full') return say('problem', text('libraryPlaylistFull'));
        const name = playlistIn(changed.library, id)?.name ?? '';
        say('good', text(place === 'in' ? 'libraryPutIn' : 'libraryTakenOut', nameOfVideo(video), name));
      });
    },
    move(id, video, to) {
      void run('move', async () => {
        const changed = await store.change((library) => ({
          library: moveInPlaylist(library, id, video.id, to),
        }));
        const videos = changed === null ? [] : (playlistIn(changed.library, id)?.videos ?? []);
        const place = videos.indexOf(video.id as VideoId) + 1;
        if (place > 0) say('good', text('libraryMoved', nameOfVideo(video), place, videos.length));
      });
    },
    create: (name) => named((library) => createPlaylist(library, name), 'libraryPlaylistMade'),
    rename: (id, name) => named((library) => renamePlaylist(library, id, name), 'libraryPlaylistRenamed'),
    deletePlaylist(id) {
      const { value } = page;
      const name = value.state === 'open' ? (playlistIn(value.library, id)?.name ?? '') : '';
      const words = text('libraryPlaylistDeleted', name);
      void run('delete', () => changeWithUndo((library) => deletePlaylist(library, id), words));
    },
    exportAll() {
      const { value } = page;
      if (value.state !== 'open') return;
      const day = new Date(browser.readWallMs()).toISOString().slice(0, 10);
      browser.saveFile(`sameframe-library-${day}.json`, writeFile(value.library));
      say('good', text('libraryExported'));
    },
    importFile: (file) =>
      run('import', async () => {
        const content = file.size > MAX_FILE_BYTES ? null : await file.text();
        const read = content === null ? ({ ok: false, reason: 'too-large' } as const) : readFile(content);
        if (!read.ok) return say('problem', describeFile(FILE_PROBLEMS[read.reason]));
        const now = browser.readWallMs();
        const taken = await store.change((library) => takeInFile(library, read.value, now));
        if (taken !== null) notice.value = describeTakenIn(taken);
      }),
    beginAnew: () =>
      run('begin', async () => {
        // Another tab has begun anew already, or has gone back to the version that reads it.
        if ((await store.read()).state === 'found') return;
        browser.saveFile('sameframe-library-unread.json', JSON.stringify(await store.readRaw(), null, 2));
        await browser.sync.forgetBase();
        await store.remove();
        say('good', text('libraryBegunAnew'));
      }),
  };
}
