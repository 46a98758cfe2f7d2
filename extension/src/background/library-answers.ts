// Answers what the features over a video ask of the library. A page's process asks: it gets what a person would press for,
// and no code of any party.
import type { InboxItem } from '../library/inbox.ts';
import type { PlaylistId } from '../library/library.ts';
import type { LibraryStore } from '../library/library-store.ts';
import { findVideos, readPlaylist, savePlaylist, withWaiting } from '../library/whole-playlists.ts';
import type { FeatureAnswer, FeatureAsk } from '../messages/feature-asks.ts';
import type { StoredCollection } from '../platform/storage.ts';

export type AnswerAsk = (ask: FeatureAsk) => Promise<FeatureAnswer>;
export type LibraryAsk = Exclude<FeatureAsk, { kind: 'read-title' | 'read-picture' }>;

/** More than anybody looks through beside a film: another word finds the others. */
const MAX_FOUND = 30;

export function createLibraryAnswers(
  store: Pick<LibraryStore, 'read' | 'change'>,
  /** What was saved and not taken in. */
  inbox: Pick<StoredCollection<InboxItem>, 'readAll'>,
  { now, reportBug }: { readonly now: () => number; readonly reportBug: (error: unknown) => void },
): (ask: LibraryAsk) => Promise<FeatureAnswer> {
  const save = async (ask: Extract<FeatureAsk, { kind: 'save-playlist' }>): Promise<FeatureAnswer> => {
    const saved = await store.change((library) => savePlaylist(library, ask, now()));
    if (saved === null) return { kind: 'failed' };
    if (saved.outcome !== 'saved') return { kind: 'not-saved', why: saved.outcome };
    const { name, taken } = saved;
    return {
      kind: 'saved',
      name,
      taken,
      left: new Set(ask.videos.map(({ address }) => address)).size - taken,
    };
  };

  const answer = async (ask: LibraryAsk): Promise<FeatureAnswer> => {
    if (ask.kind === 'save-playlist') return save(ask);
    const stored = await store.read();
    if (stored.state !== 'found') return { kind: 'failed' };
    const { value: library } = stored;
    if (ask.kind === 'read-playlist') {
      return { kind: 'videos', videos: readPlaylist(library, ask.playlist as PlaylistId) };
    }
    if (ask.kind === 'find-videos') {
      const all = withWaiting(library, [...(await inbox.readAll()).values()]);
      return { kind: 'videos', videos: findVideos(all, ask.words, MAX_FOUND) };
    }
    const playlists = library.playlists.map(({ id, name, videos }) => ({ id, name, count: videos.length }));
    return { kind: 'playlists', playlists };
  };
  return (ask) =>
    answer(ask).catch((error) => {
      reportBug(error);
      return { kind: 'failed' };
    });
}
