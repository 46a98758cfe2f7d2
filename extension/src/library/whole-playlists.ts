// PURE. Between the library and a party's queue: a whole list as a new playlist, and out of one (SPEC LB11), and what is found
// by words.
import type { Stored } from '../platform/storage.ts';
import { type Saved, saveVideos } from './edit-library.ts';
import { addToPlaylist, createPlaylist, type PlaylistRefusal } from './edit-playlists.ts';
import type { InboxItem } from './inbox.ts';
import { type Library, type PlaylistId, playlistIn, type SavedVideo, type VideoId } from './library.ts';
import { searchVideos, videosIn } from './search-videos.ts';
import { factsOf, type PlaylistItem, type VideoFacts } from './video-facts.ts';

export type SavedList =
  | { readonly outcome: 'saved'; readonly library: Library; readonly name: string; readonly taken: number }
  /** Nothing has changed. */
  | { readonly outcome: PlaylistRefusal | 'library-full'; readonly library: Library };

/** Each video once and in this order; whoever brings them has asked their sites how they call them. */
export function savePlaylist(
  library: Library,
  wanted: { readonly name: string; readonly videos: readonly PlaylistItem[] },
  savedAtMs: number,
): SavedList {
  const facts = wanted.videos.map((item) => factsOf(item)).flatMap((read) => (read.ok ? [read.value] : []));
  const saved = saveVideos(library, facts, savedAtMs);
  const ids = [...new Set(saved.each.flatMap(idOf))];
  if (ids.length === 0 && facts.length > 0) return { outcome: 'library-full', library };
  const made = createPlaylist(saved.library, wanted.name);
  if (made.outcome !== 'done') return { outcome: made.outcome, library };
  const filled = addToPlaylist(made.library, made.id, ids);
  const name = playlistIn(filled.library, made.id)?.name ?? '';
  return { outcome: 'saved', library: filled.library, name, taken: ids.length };
}

function idOf(saved: Saved): VideoId[] {
  return saved.outcome === 'library-full' ? [] : [saved.id];
}

/** In its order; nothing where it has gone. */
export function readPlaylist(library: Library, id: PlaylistId): readonly VideoFacts[] {
  return videosIn(library, id).map(toFacts);
}

/**
 * With what waits for the library's own page to take it in: to look at, and not to be written, as only that page knows how
 * sites call a video.
 */
export function withWaiting(library: Library, inbox: readonly Stored<InboxItem>[]): Library {
  const waiting = inbox.flatMap((stored) => (stored.state === 'found' ? [stored.value] : []));
  waiting.sort((a, b) => b.savedAtMs - a.savedAtMs);
  const facts = waiting.map(({ address, title }) => factsOf({ address, title }));
  const read = facts.flatMap((each) => (each.ok ? [each.value] : []));
  return saveVideos(library, read, 0).library;
}

/** The newest ones with all of the words, `count` at most. */
export function findVideos(library: Library, words: string, count: number): readonly VideoFacts[] {
  return searchVideos(library, { playlist: null, search: words }).slice(0, count).map(toFacts);
}

function toFacts({ address, title, lengthS }: SavedVideo): VideoFacts {
  return { address, title, lengthS };
}
