// PURE. Changes to the videos of a library. Each gives the library after it: the same one where nothing has changed.
import {
  keyOf,
  type Library,
  MAX_VIDEOS,
  type SavedParty,
  type SavedVideo,
  type VideoId,
} from './library.ts';
import type { VideoFacts } from './video-facts.ts';

/** What has become of one video. */
export type Saved =
  | { readonly outcome: 'saved' | 'known'; readonly id: VideoId }
  | { readonly outcome: 'library-full' };

/**
 * One after the other, to stand before all that were saved earlier. A video that is there already stays where it is; what
 * was not known of it is filled in.
 */
export function saveVideos(
  library: Library,
  all: readonly VideoFacts[],
  savedAtMs: number,
): { readonly library: Library; readonly each: readonly Saved[] } {
  const byKey = new Map(library.videos.map((video) => [keyOf(video), video]));
  const changed = new Map<VideoId, SavedVideo>();
  const added: VideoId[] = [];
  let { nextId } = library;
  const each = all.map((facts): Saved => {
    const key = keyOf(facts);
    const known = byKey.get(key);
    if (known === undefined && byKey.size >= MAX_VIDEOS) return { outcome: 'library-full' };
    const video = known === undefined ? newVideo(nextId, facts, savedAtMs) : fillIn(known, facts);
    if (video !== known) changed.set(video.id, video);
    byKey.set(key, video);
    if (known !== undefined) return { outcome: 'known', id: video.id };
    nextId += 1;
    added.push(video.id);
    return { outcome: 'saved', id: video.id };
  });
  if (changed.size === 0) return { library, each };
  const videos = [
    ...added.flatMap((id) => changed.get(id) ?? []),
    ...library.videos.map((video) => changed.get(video.id) ?? video),
  ];
  return { library: { ...library, nextId, videos }, each };
}

function newVideo(id: number, facts: VideoFacts, savedAtMs: number): SavedVideo {
  return { id: id as VideoId, ...facts, savedAtMs, party: null };
}

function fillIn(known: SavedVideo, facts: VideoFacts): SavedVideo {
  const title = known.title === '' ? facts.title : known.title;
  const lengthS = known.lengthS ?? facts.lengthS;
  return title === known.title && lengthS === known.lengthS ? known : { ...known, title, lengthS };
}

/** Out of its playlists, too. */
export function removeVideo(library: Library, id: VideoId): Library {
  if (!library.videos.some((video) => video.id === id)) return library;
  return {
    ...library,
    videos: library.videos.filter((video) => video.id !== id),
    playlists: library.playlists.map((each) =>
      each.videos.includes(id) ? { ...each, videos: each.videos.filter((other) => other !== id) } : each,
    ),
  };
}

/** Of all its videos. */
export function moveParty(library: Library, former: SavedParty, next: SavedParty | null): Library {
  const isMeant = ({ party }: SavedVideo) => party?.code === former.code && party.relay === former.relay;
  if (!library.videos.some(isMeant)) return library;
  return {
    ...library,
    videos: library.videos.map((video) => (isMeant(video) ? { ...video, party: next } : video)),
  };
}

/** A party that a video has already stays its own: its code may be with friends. */
export function giveParty(library: Library, id: VideoId, party: SavedParty): Library {
  const isMeant = (video: SavedVideo) => video.id === id && video.party === null;
  if (!library.videos.some(isMeant)) return library;
  return {
    ...library,
    videos: library.videos.map((video) => (isMeant(video) ? { ...video, party } : video)),
  };
}
