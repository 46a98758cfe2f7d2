// An element seen in film time: the engine reads and writes the film's seconds, the element keeps its own.
import { type FilmTime, toFilm, toOwn } from './film-time.ts';
import type { VideoLike } from './video-like.ts';

/** `readTime` is asked at each reading: what is known of the film's time grows while it plays. */
export function mapVideo(video: VideoLike, readTime: () => FilmTime): VideoLike {
  return {
    get currentTime() {
      return toFilm(readTime(), video.currentTime);
    },
    set currentTime(filmS) {
      video.currentTime = toOwn(readTime(), filmS);
    },
    get duration() {
      return toFilm(readTime(), video.duration);
    },
    get playbackRate() {
      return video.playbackRate;
    },
    set playbackRate(rate) {
      video.playbackRate = rate;
    },
    get preservesPitch() {
      return video.preservesPitch;
    },
    set preservesPitch(isPreserved) {
      if (isPreserved !== undefined) video.preservesPitch = isPreserved;
    },
    get paused() {
      return video.paused;
    },
    get seeking() {
      return video.seeking;
    },
    get ended() {
      return video.ended;
    },
    get readyState() {
      return video.readyState;
    },
    get isConnected() {
      return video.isConnected;
    },
    get loop() {
      return video.loop;
    },
    play: () => video.play(),
    pause: () => video.pause(),
  };
}
