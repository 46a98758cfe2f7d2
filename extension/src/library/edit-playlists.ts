// PURE. Changes to the playlists of a library. Each gives the library after it: the same one where nothing has changed.
import { cleanLine } from '@sameframe/shared/clean-line.ts';
import {
  type Library,
  MAX_IN_PLAYLIST,
  MAX_PLAYLIST_NAME_CHARS,
  MAX_PLAYLISTS,
  type PlaylistId,
  playlistIn,
  type VideoId,
} from './library.ts';

export type PlaylistRefusal = 'no-name' | 'name-taken' | 'too-many-playlists';
export type NamedPlaylist =
  | { readonly outcome: 'done'; readonly library: Library; readonly id: PlaylistId }
  | { readonly outcome: PlaylistRefusal; readonly library: Library };

export function cleanPlaylistName(name: string): string {
  return cleanLine(name, MAX_PLAYLIST_NAME_CHARS);
}

export function createPlaylist(library: Library, wanted: string): NamedPlaylist {
  const name = cleanPlaylistName(wanted);
  const refusal = refusalOf(library, name, null);
  if (refusal !== null) return { outcome: refusal, library };
  if (library.playlists.length >= MAX_PLAYLISTS) return { outcome: 'too-many-playlists', library };
  const id = library.nextId as PlaylistId;
  const playlists = [...library.playlists, { id, name, videos: [] }];
  return { outcome: 'done', library: { ...library, nextId: library.nextId + 1, playlists }, id };
}

export function renamePlaylist(library: Library, id: PlaylistId, wanted: string): NamedPlaylist {
  const name = cleanPlaylistName(wanted);
  const refusal = refusalOf(library, name, id);
  if (refusal !== null) return { outcome: refusal, library };
  return { outcome: 'done', library: withPlaylist(library, id, { name }), id };
}

/** Its videos stay in the library. */
export function deletePlaylist(library: Library, id: PlaylistId): Library {
  if (playlistIn(library, id) === null) return library;
  return { ...library, playlists: library.playlists.filter((playlist) => playlist.id !== id) };
}

/** At its end, as many as it takes; what is in it stays where it is. */
export function addToPlaylist(
  library: Library,
  id: PlaylistId,
  wanted: readonly VideoId[],
): { readonly outcome: 'added' | 'known' | 'playlist-full'; readonly library: Library } {
  const playlist = playlistIn(library, id);
  const before = playlist?.videos ?? [];
  const saved = new Set(library.videos.map((video) => video.id));
  const all = new Set([...before, ...wanted.filter((video) => saved.has(video))]);
  // Either may have been removed in another tab.
  if (playlist === null || all.size === before.length) return { outcome: 'known', library };
  const videos = [...all].slice(0, MAX_IN_PLAYLIST);
  const outcome = all.size > MAX_IN_PLAYLIST ? 'playlist-full' : 'added';
  return { outcome, library: withPlaylist(library, id, { videos }) };
}

export function takeFromPlaylist(library: Library, id: PlaylistId, video: VideoId): Library {
  const videos = playlistIn(library, id)?.videos ?? [];
  if (!videos.includes(video)) return library;
  return withPlaylist(library, id, { videos: videos.filter((each) => each !== video) });
}

/** These and no others, as far as it takes them. */
export function setPlaylist(library: Library, id: PlaylistId, videos: readonly VideoId[]): Library {
  return withPlaylist(library, id, { videos: [...new Set(videos)].slice(0, MAX_IN_PLAYLIST) });
}

/** To this place among the others, from 0; brought within the list. */
export function moveInPlaylist(library: Library, id: PlaylistId, video: VideoId, to: number): Library {
  const videos = playlistIn(library, id)?.videos ?? [];
  const from = videos.indexOf(video);
  const place = Math.max(0, Math.min(videos.length - 1, to));
  if (from < 0 || from === place) return library;
  const moved = videos.toSpliced(from, 1).toSpliced(place, 0, video);
  return withPlaylist(library, id, { videos: moved });
}

function refusalOf(library: Library, name: string, own: PlaylistId | null): PlaylistRefusal | null {
  if (name === '') return 'no-name';
  const isTaken = library.playlists.some((playlist) => playlist.name === name && playlist.id !== own);
  return isTaken ? 'name-taken' : null;
}

function withPlaylist(
  library: Library,
  id: PlaylistId,
  change: { readonly name?: string; readonly videos?: readonly VideoId[] },
): Library {
  return {
    ...library,
    playlists: library.playlists.map((each) => (each.id === id ? { ...each, ...change } : each)),
  };
}
