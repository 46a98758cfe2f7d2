// What the queue and the person's own library hand to each other: the whole queue as a playlist, a playlist into the queue.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { MAX_ADDRESS_CHARS } from '@sameframe/shared/web-address.ts';
import { formatCount, languageTag, type TextKey, text } from '../../ui/text.ts';
import type { FeatureHost, ListedPlaylist, ListedVideo, SaveRefusal } from '../feature.ts';
import { MAX_ITEMS } from './channel.ts';
import type { Queue } from './queue.ts';

const REFUSALS: Readonly<Record<SaveRefusal, TextKey>> = {
  'no-name': 'libraryNoName',
  'name-taken': 'libraryNameTaken',
  'too-many-playlists': 'libraryTooManyPlaylists',
  'library-full': 'libraryFull',
};

export interface QueueShelf {
  readonly mode: Signal<'closed' | 'saving' | 'choosing'>;
  /** Of the playlist to be. */
  readonly name: Signal<string>;
  /** What one may add; null until the library has told. */
  readonly playlists: ReadonlySignal<readonly ListedPlaylist[] | null>;
  /** Saved videos with the words that were typed; null until the library has told. */
  readonly videos: ReadonlySignal<readonly ListedVideo[] | null>;
  /** Why the last press came to nothing, in words. */
  readonly problem: ReadonlySignal<string | null>;
  readonly isBusy: ReadonlySignal<boolean>;
  beginSaving(): void;
  save(): void;
  beginChoosing(): void;
  /** Looks for saved videos. */
  find(words: string): void;
  addVideo(video: ListedVideo): void;
  /** All of it, to the end of the queue. */
  add(playlist: ListedPlaylist): void;
  close(): void;
}

export function createQueueShelf(
  host: Pick<FeatureHost, 'ask' | 'identify' | 'toast'>,
  queue: Pick<Queue, 'state' | 'addVideos'>,
  /** `words`: what has come of a press. */
  tell: (words: string) => void,
): QueueShelf {
  const mode = signal<'closed' | 'saving' | 'choosing'>('closed');
  const name = signal('');
  const playlists = signal<readonly ListedPlaylist[] | null>(null);
  const videos = signal<readonly ListedVideo[] | null>(null);
  let search = 0;
  const problem = signal<string | null>(null);
  const isBusy = signal(false);

  const begin = (next: 'closed' | 'saving' | 'choosing') => {
    mode.value = next;
    problem.value = null;
  };
  /** One press after the other: what comes in meanwhile would be done twice. */
  const run = async (work: () => Promise<string | null>) => {
    if (isBusy.value) return;
    isBusy.value = true;
    problem.value = await work();
    isBusy.value = false;
  };
  const done = (words: string): null => {
    mode.value = 'closed';
    host.toast(words, 'outcome');
    tell(words);
    return null;
  };

  /** Of two searches the later one counts, whichever is answered first. */
  const find = async (words: string): Promise<void> => {
    search += 1;
    const own = search;
    const answer = await host.ask({ kind: 'find-videos', words });
    if (own === search && answer.kind === 'videos') videos.value = answer.videos;
  };

  const toListed = (): readonly ListedVideo[] =>
    queue.state.peek().items.map(({ url, title, lengthS }) => {
      // Members of other versions may call it otherwise: the library has it once, by what its site calls it.
      const named = host.identify(url)?.url ?? url;
      // What is longer so is refused by the library, by itself and not with all the others.
      return { address: named.length > MAX_ADDRESS_CHARS ? url : named, title, lengthS };
    });

  return {
    mode,
    name,
    playlists,
    videos,
    problem,
    isBusy,
    close: () => begin('closed'),
    beginSaving() {
      const today = new Intl.DateTimeFormat(languageTag(), { dateStyle: 'medium' }).format(new Date());
      name.value = text('queuePlaylistOfToday', today);
      begin('saving');
    },
    save: () =>
      void run(async () => {
        const wanted = name.peek();
        const answer = await host.ask({
          kind: 'save-playlist',
          name: wanted,
          videos: [...toListed()],
        });
        if (answer.kind === 'not-saved') return text(REFUSALS[answer.why]);
        if (answer.kind !== 'saved') return text('libraryFailed');
        const saved = text('queueSaved', answer.name, formatCount(answer.taken));
        return done(answer.left > 0 ? `${saved} ${text('queueSavedPart', formatCount(answer.left))}` : saved);
      }),
    beginChoosing() {
      begin('choosing');
      void run(async () => {
        const answer = await host.ask({ kind: 'list-playlists' });
        if (answer.kind !== 'playlists') return text('libraryFailed');
        playlists.value = answer.playlists;
        return null;
      });
      void find('');
    },
    find: (words) => void find(words),
    addVideo(video) {
      if (queue.addVideos([video]) === 0) problem.value = text('queueFull', MAX_ITEMS);
      else done(text('queuePageAdded'));
    },
    add: ({ id, name: title }) =>
      void run(async () => {
        const answer = await host.ask({ kind: 'read-playlist', playlist: id });
        if (answer.kind !== 'videos') return text('libraryFailed');
        const added = queue.addVideos(answer.videos);
        if (added === 0 && answer.videos.length > 0) return text('queueFull', MAX_ITEMS);
        const words = text('queueAddedFrom', title, formatCount(added));
        const left = answer.videos.length - added;
        return done(left > 0 ? `${words} ${text('queueAddedPart', formatCount(left))}` : words);
      }),
  };
}
