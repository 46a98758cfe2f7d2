// PURE. Which videos a person sees: of a playlist or all, and of those the ones with every word they typed.
import { type Library, type PlaylistId, playlistIn, type SavedVideo } from './library.ts';

export interface LibraryView {
  /** Null: all videos. */
  readonly playlist: PlaylistId | null;
  readonly search: string;
}

/** All, the one saved last first; a playlist in its own order. */
export function videosIn(library: Library, playlist: PlaylistId | null): readonly SavedVideo[] {
  if (playlist === null) return library.videos;
  const byId = new Map(library.videos.map((video) => [video.id, video]));
  return (playlistIn(library, playlist)?.videos ?? []).flatMap((id) => byId.get(id) ?? []);
}

/** A word counts wherever it stands in title, address or the name of a playlist, whatever its case and accents. */
export function searchVideos(library: Library, { playlist, search }: LibraryView): readonly SavedVideo[] {
  const words = plainOf(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const videos = videosIn(library, playlist);
  if (words.length === 0) return videos;
  const names = new Map<number, string>();
  for (const { name, videos: ids } of library.playlists) {
    for (const id of ids) names.set(id, `${names.get(id) ?? ''} ${name}`);
  }
  return videos.filter(({ id, title, address }) => {
    const whole = plainOf(`${title} ${address} ${names.get(id) ?? ''}`);
    return words.every((word) => whole.includes(word));
  });
}

function plainOf(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
