// PURE. When the element shows an advert and not the film, and what of its own time that takes (SPEC AB, TM): by what
// the site says, and by a source that is short beside the film.
import { isShortBeside, MAX_AD_S } from '@sameframe/shared/advert.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { type FilmTime, type Insert, withInsert } from './film-time.ts';

/** One look at a player. */
export interface AdReading {
  readonly at: LocalMs;
  /** The site's own word. */
  readonly saysAd: boolean;
  /** The player's seconds. */
  readonly ownS: number;
  /** Null while unknown, or endless. */
  readonly durationS: number | null;
  /** Counts how often the element was given another source. */
  readonly sourceCount: number;
  /** How long the party says its film is; null where nobody has. */
  readonly partyFilmS: number | null;
}

/** A stretch of the element's own time that ran on while the site called it an advert. */
interface Run {
  readonly fromS: number;
  readonly toS: number;
  /** Its newest reading. */
  readonly last: AdReading;
}

export interface AdWatch {
  /** Null while no advert is on that the site speaks of. */
  readonly run: Run | null;
  /** Since when a source has been on that is short beside the film; null while none is. */
  readonly shortSince: LocalMs | null;
  /** A short source that has been on for longer than any advert: a clip in its own right. */
  readonly clipSource: number | null;
  /** The film as it was last seen, adverts in it included; null before it was. */
  readonly film: { readonly lengthS: number; readonly sourceCount: number } | null;
}

export const NO_AD: AdWatch = { run: null, shortSince: null, clipSource: null, film: null };

/** Several adverts one after the other in sources of their own: for longer they are taken for what they are, ms. */
const MAX_SHORT_MS = 1_000 * MAX_AD_S;
/** Two readings of one length differ by less, s: pieces are rounded. */
const SAME_LENGTH_S = 1;
/** A mark that comes or goes a moment late is no advert in the stream, s. */
const MIN_INSERT_S = 1;
/** No break in a stream is longer, s. */
const MAX_INSERT_S = 600;
/** What is on from the first look, that near the beginning, has been on since the beginning, s. */
const PRE_ROLL_S = 30;
/** Looks come late, and films are played at up to twice their speed: what runs on covers no more, s. */
const RUN_SLACK_S = 1;
const MAX_PACE = 2;

export interface AdLook {
  readonly watch: AdWatch;
  readonly isInAd: boolean;
  /** What has just been found to lie in the element's time. */
  readonly insert: Insert | null;
  /** Another film has begun: what lay in the last one's time says nothing of it. */
  readonly isNewFilm: boolean;
}

export function lookForAd(watch: AdWatch, reading: AdReading): AdLook {
  const { shortSince, clipSource } = noteShort(watch, reading);
  const isInAd = reading.saysAd || shortSince !== null;
  if (isInAd) {
    const run = reading.saysAd ? extendRun(watch, reading) : watch.run;
    return { watch: { ...watch, run, shortSince, clipSource }, isInAd, insert: null, isNewFilm: false };
  }
  const { durationS, sourceCount } = reading;
  const film = durationS === null ? watch.film : { lengthS: durationS, sourceCount };
  return {
    watch: { run: null, shortSince: null, clipSource, film },
    isInAd,
    insert: watch.run === null ? null : insertOf(watch.run, reading),
    isNewFilm: isOtherFilm(watch.film, film),
  };
}

type Short = Pick<AdWatch, 'shortSince' | 'clipSource'>;

function noteShort({ shortSince, clipSource, film }: AdWatch, reading: AdReading): Short {
  const { durationS, sourceCount, at } = reading;
  // Between two sources nothing is known: neither that the film is back nor that it is gone.
  const isShort =
    durationS === null ? shortSince !== null : isShortBeside(durationS, filmLengthOf(film, reading));
  if (!isShort || clipSource === sourceCount) return { shortSince: null, clipSource };
  const since = shortSince ?? at;
  return at - since < MAX_SHORT_MS
    ? { shortSince: since, clipSource }
    : { shortSince: null, clipSource: sourceCount };
}

function filmLengthOf(film: AdWatch['film'], { partyFilmS }: AdReading): number {
  // A party's film that is no longer than an advert may be one: who brought it may have brought a pre-roll.
  const saidS = partyFilmS !== null && partyFilmS > MAX_AD_S ? partyFilmS : 0;
  return Math.max(film?.lengthS ?? 0, saidS);
}

function isOtherFilm(before: AdWatch['film'], now: AdWatch['film']): boolean {
  if (before === null || now === null || before.sourceCount === now.sourceCount) return false;
  return Math.abs(before.lengthS - now.lengthS) >= SAME_LENGTH_S;
}

/** Whoever jumps before, in or after an advert makes it no longer: only what ran on counts. */
function extendRun({ run, film }: AdWatch, reading: AdReading): Run {
  const { ownS } = reading;
  if (run !== null && hasRunOn(run, reading)) return { ...run, toS: Math.max(run.toS, ownS), last: reading };
  const isPreRoll = run === null && film === null && ownS < PRE_ROLL_S;
  return { fromS: isPreRoll ? 0 : ownS, toS: ownS, last: reading };
}

function hasRunOn({ toS, last }: Run, { ownS, at, sourceCount }: AdReading): boolean {
  if (sourceCount !== last.sourceCount) return false;
  const mostS = (MAX_PACE * (at - last.at)) / 1000 + RUN_SLACK_S;
  return ownS >= toS - RUN_SLACK_S && ownS <= toS + mostS;
}

/** An advert that came in a source of its own, or beside the film, takes nothing of the film's time; nor of live time. */
function insertOf(run: Run, ended: AdReading): Insert | null {
  const { last } = run;
  if (last.durationS === null || ended.durationS === null || last.sourceCount !== ended.sourceCount)
    return null;
  if (Math.abs(last.durationS - ended.durationS) >= SAME_LENGTH_S || ended.ownS < run.toS - RUN_SLACK_S)
    return null;
  const toS = hasRunOn(run, ended) ? ended.ownS : run.toS;
  const lengthS = toS - run.fromS;
  return lengthS >= MIN_INSERT_S && lengthS <= MAX_INSERT_S ? { atS: run.fromS, lengthS } : null;
}

/** What is known of the film's time after a look. */
export function noteInsert(time: FilmTime, { insert, isNewFilm }: AdLook): FilmTime {
  const kept = isNewFilm && time.inserts.length > 0 ? { ...time, inserts: [] } : time;
  return insert === null ? kept : withInsert(kept, insert);
}
