// PURE. When the element shows an advert and not the film, and what of its own time that takes (SPEC AB, TM): by what
// the site says, and by a source that is short beside the film.
import { type FilmTime, type Insert, withInsert } from './film-time.ts';

/** One look at a player. */
export interface AdReading {
  /** The site's own word. */
  readonly saysAd: boolean;
  /** The player's seconds. */
  readonly ownS: number;
  /** Null while unknown, or endless. */
  readonly durationS: number | null;
  /** Counts how often the element was given another source. */
  readonly sourceCount: number;
}

export interface AdWatch {
  /** How the break began; null while the film is on. */
  readonly began: AdReading | null;
  /** How long this element's film is, adverts in it included; null before it was seen. */
  readonly filmS: number | null;
}

export const NO_AD: AdWatch = { began: null, filmS: null };

/** Nothing longer is an advert that somebody put before or into a film, s. */
const MAX_AD_S = 180;
/** Another cut of the same film is not as short as this, a fraction. */
const MAX_AD_SHARE = 0.5;
/** Two readings of one length differ by less, s: pieces are rounded. */
const SAME_LENGTH_S = 1;

export interface AdLook {
  readonly watch: AdWatch;
  readonly isInAd: boolean;
  /** What has just been found to lie in the element's time. */
  readonly insert: Insert | null;
}

export function lookForAd(watch: AdWatch, reading: AdReading): AdLook {
  const isInAd = reading.saysAd || isShortBeside(watch.filmS, reading.durationS);
  if (isInAd) return { watch: { ...watch, began: watch.began ?? reading }, isInAd, insert: null };
  const filmS = reading.durationS ?? watch.filmS;
  return { watch: { began: null, filmS }, isInAd, insert: insertBetween(watch.began, reading) };
}

function isShortBeside(filmS: number | null, durationS: number | null): boolean {
  if (filmS === null || durationS === null) return false;
  return durationS <= MAX_AD_S && durationS < filmS * MAX_AD_SHARE;
}

/** An advert that came in a source of its own, or beside the film, takes nothing of the film's time. */
function insertBetween(began: AdReading | null, ended: AdReading): Insert | null {
  if (began === null || began.sourceCount !== ended.sourceCount) return null;
  const isSameLength = Math.abs((began.durationS ?? 0) - (ended.durationS ?? 0)) < SAME_LENGTH_S;
  const lengthS = ended.ownS - began.ownS;
  return isSameLength && lengthS > 0 && lengthS <= MAX_AD_S ? { atS: began.ownS, lengthS } : null;
}

/** What is known of the film's time after a look. */
export function noteInsert(time: FilmTime, insert: Insert | null): FilmTime {
  return insert === null ? time : withInsert(time, insert);
}
