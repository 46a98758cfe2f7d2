// The party's film on one element: what is on, and which second of the film that is. Keeps what the looks of
// ad-watch.ts, equal-tails.ts and live-watch.ts come to; the engine is told by the shell.

import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import type { LiveStanding, MediaEventType } from '../engine/observation.ts';
import type { FilmStanding } from '../messages/content-background.ts';
import { type AdWatch, lookForAd, NO_AD, noteInsert } from '../player/ad-watch.ts';
import { NO_TAIL, type TailWatch, watchTail } from '../player/equal-tails.ts';
import { type FilmTime, PLAIN_FILM_TIME, toFilm } from '../player/film-time.ts';
import { mapVideo } from '../player/mapped-video.ts';
import type { PlayerCondition, SitePlayer } from '../player/site-player.ts';
import type { VideoLike } from '../player/video-like.ts';
import type { FormerSource } from './former-source.ts';
import { placeLive } from './live-place.ts';
import { type LiveClocks, type LiveLook, watchForLive } from './live-watch.ts';
import type { PartyFilm } from './party-film.ts';

export interface FilmNews {
  readonly isInAd: boolean;
  /** The element's seconds are other seconds of the film than they were at the last look. */
  readonly hasShifted: boolean;
  /** The ends were matched just now: so much longer this copy is, s (negative: shorter). */
  readonly longerS: number | null;
  /** What the film's seconds are, where it is a live stream. */
  readonly live: LiveStanding | null;
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
  standing(): FilmStanding;
  /** To be called before anything is read, with the event that brought it about. */
  look(type: MediaEventType | null, party: PartyFilm, at: LocalMs): FilmNews;
}

export function openFilm(player: SitePlayer, clocks: LiveClocks, former: FormerSource): Film {
  const liveWatch = watchForLive(player, clocks);
  let time = PLAIN_FILM_TIME;
  let watch: AdWatch = NO_AD;
  let tail: TailWatch = NO_TAIL;
  let sourceCount = 0;
  let condition = player.condition();
  let isPersons = false;
  /** Of a live stream, by its person's word. */
  let ownShiftS = 0;

  /** Without the site's player there is only the element, whose seconds and ways are others. Asked on ticks: it costs a call. */
  const hasPlayerComeOrGone = (): boolean => {
    const before = condition;
    condition = player.condition();
    return (before === 'working') !== (condition === 'working');
  };

  const shiftedBy = (): FilmStanding['shiftedBy'] => {
    if (isPersons) return 'person';
    return tail.shiftS === 0 ? 'nobody' : 'ends';
  };

  /** No adverts are told by their length there, and no ends matched: there are none. */
  const lookAtLive = (look: LiveLook, party: PartyFilm): FilmNews => {
    const before = time;
    if (look.window === null) {
      time = PLAIN_FILM_TIME;
      const live = { told: { live: 'edge' }, by: null } as const;
      return { isInAd: player.isInAd(), hasShifted: time !== before, longerS: null, live };
    }
    isPersons = party.shiftS !== null;
    ownShiftS = party.shiftS ?? 0;
    const { aheadS, standing } = placeLive(look, party);
    time = { inserts: [], live: look.window, shiftS: aheadS + ownShiftS };
    const hasShifted = before.live === null || before.shiftS !== time.shiftS;
    return { isInAd: player.isInAd(), hasShifted, longerS: null, live: standing };
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
      tail = NO_TAIL;
      liveWatch.startAnew();
    },
    standing: () => ({
      shiftS: time.live === null ? time.shiftS : ownShiftS,
      shiftedBy: shiftedBy(),
      insertedS: insertedS(time),
    }),
    look(type, party, at) {
      if (type === 'emptied') {
        sourceCount += 1;
        liveWatch.changeSource();
        former.change(at);
      }
      const live = liveWatch.look();
      const { currentTime, duration } = player.video;
      const durationS = live === null && Number.isFinite(duration) && duration > 0 ? duration : null;
      const ofPageS = former.readLength({ durationS, ownS: currentTime }, at);
      if (live !== null) return lookAtLive(live, party);
      const before = time;
      if (time.live !== null) time = PLAIN_FILM_TIME;
      const found = lookForAd(watch, {
        at,
        saysAd: player.isInAd(),
        ownS: currentTime,
        durationS: ofPageS,
        sourceCount,
        partyFilmS: party.lengthS,
      });
      watch = found.watch;
      time = noteInsert(time, found);
      const hasInserts = time.inserts.length > 0;
      const ownS = found.isInAd || durationS === null ? null : durationS;
      const guessedBefore = tail.shiftS;
      tail = watchTail(tail, { at, ownS, partyS: party.lengthS, hasInserts });
      isPersons = party.shiftS !== null;
      const shiftS = party.shiftS ?? tail.shiftS;
      if (shiftS !== time.shiftS) time = { ...time, shiftS };
      const isMatched = !isPersons && tail.shiftS !== guessedBefore && tail.shiftS !== 0;
      const isOther = type === null && hasPlayerComeOrGone();
      return {
        isInAd: found.isInAd,
        hasShifted: isOther || time !== before,
        longerS: isMatched ? tail.shiftS : null,
        live: null,
      };
    },
  };
}

function insertedS({ inserts }: FilmTime): number {
  return inserts.reduce((sum, { lengthS }) => sum + lengthS, 0);
}
