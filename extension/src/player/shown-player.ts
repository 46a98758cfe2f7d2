// An element on a site that writes the film's second beside it: read and driven in those seconds where the element's
// own are others (a bumper before the film, adverts in it).
import { MAX_AD_S } from '@sameframe/shared/advert.ts';
import { observeVideo } from './observe-video.ts';
import { overrideVideo } from './override-video.ts';
import { watchMarks } from './patience.ts';
import { NO_SHIFT, readShown } from './shown-clock.ts';
import { openPlainPlayer, type SitePlayer } from './site-player.ts';

export interface ShownFilm {
  /** What is written, s; null where nothing is. */
  readShownS(): number | null;
  readDurationS(): number | null;
  isInAd(): boolean;
  /** Goes to a second of the film, which is one of the element's own. */
  seek(filmS: number, ownS: number): void;
}

/** Written lengths are rounded; further off the element's is that of a piece of it, s. */
const SAME_LENGTH_S = 3;

/** A seek that a site's control was told of has come about by then, or never will, ms. */
const SEEK_SHOWS_MS = 3_000;

export function openShownPlayer(
  media: HTMLMediaElement,
  readClock: () => number,
  film: ShownFilm,
): SitePlayer {
  const plain = openPlainPlayer(media);
  let clock = NO_SHIFT;
  /** The element's second at which the advert began. */
  let adAtS: number | null = null;
  let wanted: { readonly filmS: number; readonly at: number } | null = null;
  const isInAd = () => plain.isInAd() || film.isInAd();

  /** In an advert the film stands, and what it took of the element's time is none of the film's. */
  const look = (): void => {
    const ownS = media.currentTime;
    if (isInAd()) {
      adAtS ??= ownS;
      return;
    }
    const lengthS = adAtS === null ? 0 : ownS - adAtS;
    adAtS = null;
    if (lengthS > 0 && lengthS <= MAX_AD_S) clock = { ...clock, shiftS: clock.shiftS - lengthS };
    clock = readShown(clock, film.readShownS(), ownS);
  };

  /** Until it is there a seek goes where it was meant to, however coarse the control. */
  const pendingS = (): number | null => {
    if (wanted !== null && readClock() - wanted.at > SEEK_SHOWS_MS) wanted = null;
    return wanted?.filmS ?? null;
  };

  const video = overrideVideo(media, {
    get currentTime() {
      return pendingS() ?? (adAtS ?? media.currentTime) + clock.shiftS;
    },
    set currentTime(positionS) {
      wanted = { filmS: positionS, at: readClock() };
      film.seek(positionS, positionS - clock.shiftS);
    },
    get seeking() {
      return media.seeking || pendingS() !== null;
    },
    get duration() {
      const shownS = film.readDurationS();
      const isOwn = shownS === null || Math.abs(shownS - media.duration) < SAME_LENGTH_S;
      return isOwn ? media.duration : shownS;
    },
  });

  look();
  return {
    video,
    // Nothing that is written tells where a live stream is.
    readWindow: () => null,
    isInAd,
    condition: watchMarks(media, readClock, () => isInAd() || film.readShownS() !== null),
    get hasFrameTimes() {
      return clock.shiftS === 0;
    },
    observe(types, onEvent, signal) {
      const take = (type: (typeof types)[number]): void => {
        if (type === 'seeked') wanted = null;
        if (pendingS() === null) look();
        onEvent(type);
      };
      observeVideo(media, types, take, signal);
    },
  };
}
