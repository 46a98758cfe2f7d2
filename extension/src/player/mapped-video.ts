// An element seen in film time: the engine reads and writes the film's seconds, the element keeps its own.
import { type FilmTime, toFilm, toOwn } from './film-time.ts';
import { overrideVideo } from './override-video.ts';
import type { VideoLike } from './video-like.ts';

/** `readTime` is asked at each reading: what is known of the film's time grows while it plays. */
export function mapVideo(video: VideoLike, readTime: () => FilmTime): VideoLike {
  return overrideVideo(video, {
    get currentTime() {
      return toFilm(readTime(), video.currentTime);
    },
    set currentTime(filmS) {
      video.currentTime = toOwn(readTime(), filmS);
    },
    get duration() {
      const time = readTime();
      return time.live === null ? toFilm(time, video.duration) : Number.POSITIVE_INFINITY;
    },
    get beginsAt() {
      return toFilm(readTime(), 0);
    },
    get reach() {
      const time = readTime();
      if (time.live === null) return null;
      return { from: toFilm(time, time.live.startS), to: toFilm(time, time.live.endS) };
    },
  });
}
