// PURE. What a library is: videos that somebody has saved, and playlists of them (SPEC LB). How it is changed is
// edit-library.ts's and edit-playlists.ts's; where it is kept, library-store.ts's.
import type { PartyCode } from '@sameframe/shared/code.ts';
import type { MediaKey } from '@sameframe/shared/ids.ts';
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import * as v from 'valibot';

/** With the longest addresses and titles all of it stays below what browsers keep for an extension (10 MB). */
export const MAX_VIDEOS = 2_000;
export const MAX_PLAYLISTS = 200;
export const MAX_IN_PLAYLIST = 500;
export const MAX_ADDRESS_CHARS = 2_048;
export const MAX_TITLE_CHARS = 200;
export const MAX_PLAYLIST_NAME_CHARS = 60;

/** Within one library; another one calls the same video otherwise. */
export type VideoId = number & { readonly __brand: 'VideoId' };
export type PlaylistId = number & { readonly __brand: 'PlaylistId' };

const idSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const savedVideoSchema = v.object({
  id: v.pipe(
    idSchema,
    v.transform((id) => id as VideoId),
  ),
  /** As sites call it (SPEC MK1), so that one video is saved once. */
  address: v.pipe(v.string(), v.maxLength(MAX_ADDRESS_CHARS), v.regex(/^https?:\/\//)),
  /** Empty while nobody has seen the page. */
  title: v.pipe(v.string(), v.maxLength(2 * MAX_TITLE_CHARS)),
  lengthS: v.nullable(v.pipe(v.number(), v.minValue(0))),
  savedAtMs: v.number(),
  /** Its own party, once it was started or shared. The code is a secret. */
  party: v.nullable(
    v.object({
      code: v.pipe(
        v.string(),
        v.regex(/^[0-9A-HJKMNP-TV-Z]{20}$/),
        v.transform((code) => code as PartyCode),
      ),
      relay: v.pipe(v.string(), v.regex(/^https?:\/\/[^\s/]+$/)),
    }),
  ),
});
export type SavedVideo = v.InferOutput<typeof savedVideoSchema>;
export type SavedParty = NonNullable<SavedVideo['party']>;

const playlistSchema = v.object({
  id: v.pipe(
    idSchema,
    v.transform((id) => id as PlaylistId),
  ),
  /** No other playlist has the same. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(2 * MAX_PLAYLIST_NAME_CHARS)),
  /** In the person's order, each once. */
  videos: v.pipe(
    v.array(
      v.pipe(
        idSchema,
        v.transform((id) => id as VideoId),
      ),
    ),
    v.maxLength(MAX_IN_PLAYLIST),
  ),
});
export type Playlist = v.InferOutput<typeof playlistSchema>;

export const librarySchema = v.object({
  /** Above every id that was ever given. */
  nextId: idSchema,
  /** The one saved last comes first. */
  videos: v.pipe(v.array(savedVideoSchema), v.maxLength(MAX_VIDEOS)),
  playlists: v.pipe(v.array(playlistSchema), v.maxLength(MAX_PLAYLISTS)),
});
type StoredLibrary = v.InferOutput<typeof librarySchema>;
export interface Library {
  readonly nextId: number;
  readonly videos: readonly SavedVideo[];
  readonly playlists: readonly (Omit<Playlist, 'videos'> & { readonly videos: readonly VideoId[] })[];
}

export const EMPTY_LIBRARY: Library = { nextId: 1, videos: [], playlists: [] };

/** As it is written. */
export function toStored({ nextId, videos, playlists }: Library): StoredLibrary {
  return {
    nextId,
    videos: [...videos],
    playlists: playlists.map((each) => ({ ...each, videos: [...each.videos] })),
  };
}

export function keyOf({ address }: Pick<SavedVideo, 'address'>): MediaKey {
  return mediaKeyOf(address);
}

export function videoIn(library: Library, id: VideoId): SavedVideo | null {
  return library.videos.find((video) => video.id === id) ?? null;
}

export function playlistIn(library: Library, id: PlaylistId): Library['playlists'][number] | null {
  return library.playlists.find((playlist) => playlist.id === id) ?? null;
}
