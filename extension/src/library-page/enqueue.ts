// From the library into the queue of the party that is on: one video, or a whole playlist.
import { type ReadonlySignal, signal } from '@preact/signals';
import { type Library, type PlaylistId, playlistIn, type SavedVideo } from '../library/library.ts';
import { videosIn } from '../library/search-videos.ts';
import type { QueueView } from '../messages/popup-background.ts';
import { formatCount, text } from '../ui/text.ts';
import type { LibraryBrowser } from './library-browser.ts';
import { describeNotQueued, type Notice, nameOfVideo } from './library-words.ts';

export interface Enqueuer {
  /** Of the party that is on in this browser; null: none is. */
  readonly queue: ReadonlySignal<QueueView | null>;
  /** Puts one there. */
  enqueue(video: SavedVideo): void;
  /** Puts all of a playlist there. */
  enqueuePlaylist(playlist: PlaylistId): void;
}

export function createEnqueuer(
  browser: Pick<LibraryBrowser, 'onQueue' | 'addToQueue'>,
  ports: {
    /** What is shown; null while nothing is. */
    library(): Library | null;
    /** One press after the other. */
    run(name: string, work: () => Promise<void>): Promise<void>;
    tell(notice: Notice): void;
  },
): Enqueuer {
  const queue = signal<QueueView | null>(null);
  browser.onQueue((next) => {
    queue.value = next;
  });
  const put = (press: string, title: string, videos: readonly SavedVideo[]): void => {
    void ports.run(press, async () => {
      const listed = videos.map(({ address, title: name, lengthS }) => ({ address, title: name, lengthS }));
      const outcome = await browser.addToQueue(listed);
      if (typeof outcome === 'string') {
        return ports.tell({ tone: 'problem', words: describeNotQueued(outcome) });
      }
      const left = videos.length - outcome;
      const details = left > 0 ? [text('queueAddedPart', formatCount(left))] : [];
      ports.tell({ tone: left > 0 ? 'problem' : 'good', words: text('libraryQueued', title), details });
    });
  };
  return {
    queue,
    enqueue: (video) => put(`enqueue ${video.id}`, nameOfVideo(video), [video]),
    enqueuePlaylist(id) {
      const library = ports.library();
      const playlist = library === null ? null : playlistIn(library, id);
      if (library !== null && playlist !== null) put('enqueue', playlist.name, videosIn(library, id));
    },
  };
}
