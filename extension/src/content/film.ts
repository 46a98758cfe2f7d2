// The party's film on one element: what is on, and which second of the film that is. Keeps what the looks of
// ad-watch.ts come to; the engine is told by the shell.

import type { MediaSeconds } from '@sameframe/shared/time.ts';
import type { MediaEventType } from '../engine/observation.ts';
import { type AdWatch, lookForAd, NO_AD, noteInsert } from '../player/ad-watch.ts';
import { PLAIN_FILM_TIME, toFilm } from '../player/film-time.ts';
import { mapVideo } from '../player/mapped-video.ts';
import type { PlayerCondition, SitePlayer } from '../player/site-player.ts';
import type { VideoLike } from '../player/video-like.ts';

export interface FilmNews {
  readonly isInAd: boolean;
  /** The element's seconds are other seconds of the film than they were at the last look. */
  readonly hasShifted: boolean;
}

export interface Film {
  /** In film time. */
  readonly video: VideoLike;
  /** Of the site's player, as of the last look without an event. */
  readonly condition: PlayerCondition;
  readonly hasFrameTimes: boolean;
  toFilm(ownS: number): MediaSeconds;
  /** Another page, another film, though its element may be the same: nothing is known of it. */
  startAnew(): void;
  /** To be called before anything is read, with the event that brought it about. */
  look(type: MediaEventType | null): FilmNews;
}

export function openFilm(player: SitePlayer): Film {
  let time = PLAIN_FILM_TIME;
  let watch: AdWatch = NO_AD;
  let sourceCount = 0;
  let condition = player.condition();

  /** Without the site's player there is only the element, whose seconds and ways are others. Asked on ticks: it costs a call. */
  const hasPlayerComeOrGone = (): boolean => {
    const before = condition;
    condition = player.condition();
    return (before === 'working') !== (condition === 'working');
  };

  return {
    video: mapVideo(player.video, () => time),
    get condition() {
      return condition;
    },
    get hasFrameTimes() {
      return player.hasFrameTimes;
    },
    toFilm: (ownS) => toFilm(time, ownS),
    startAnew() {
      time = PLAIN_FILM_TIME;
      watch = NO_AD;
    },
    look(type) {
      if (type === 'emptied') sourceCount += 1;
      const { currentTime, duration } = player.video;
      const durationS = Number.isFinite(duration) ? duration : null;
      const found = lookForAd(watch, { saysAd: player.isInAd(), ownS: currentTime, durationS, sourceCount });
      watch = found.watch;
      const before = time;
      time = noteInsert(time, found.insert);
      const isOther = type === null && hasPlayerComeOrGone();
      return { isInAd: found.isInAd, hasShifted: isOther || time !== before };
    },
  };
}
