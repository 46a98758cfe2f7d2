// What this frame tells of its videos to who would choose another one, and how such a one is called between the frame
// and the background.
import { type FrameVideo, MAX_LISTED_VIDEOS } from '../messages/content-background.ts';
import { isSound, lengthOf } from '../player/rank-media.ts';
import { drawThumbnail } from '../player/thumbnail.ts';

export interface VideoIds {
  of(media: HTMLMediaElement): number;
}

/** By element and not by place: what is added or removed before it changes nothing. */
export function createVideoIds(): VideoIds {
  const ids = new WeakMap<HTMLMediaElement, number>();
  let next = 1;
  return {
    of(media) {
      const id = ids.get(media) ?? next++;
      ids.set(media, id);
      return id;
    },
  };
}

export function listVideos(
  choices: readonly HTMLMediaElement[],
  chosen: HTMLMediaElement | null,
  ids: VideoIds,
): FrameVideo[] {
  return choices.slice(0, MAX_LISTED_VIDEOS).map((media) => {
    const { width, height } = media.getBoundingClientRect();
    return {
      id: ids.of(media),
      medium: isSound(media) ? 'sound' : 'picture',
      lengthS: lengthOf(media),
      isLive: media.duration === Number.POSITIVE_INFINITY,
      width: Math.round(width),
      height: Math.round(height),
      isChosen: media === chosen,
      thumbnail: drawThumbnail(media),
    };
  });
}
