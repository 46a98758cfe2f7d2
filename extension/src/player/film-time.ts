// Which second of the film a second of the element is (SPEC TM). The same film is not as long for everyone: adverts are
// put into the stream, a recap is cut off, a copy begins elsewhere. The engine knows film time alone.
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import type { LiveWindow } from './live-window.ts';

/** Something in the element's own time that is not of the film: an advert, a bumper. */
export interface Insert {
  /** Where it begins, in the element's seconds. */
  readonly atS: number;
  readonly lengthS: number;
}

export interface FilmTime {
  /** Apart from each other and in order. */
  readonly inserts: readonly Insert[];
  /** A live stream: it has no end, and this is what of it can be seen now, in the element's seconds. */
  readonly live: LiveWindow | null;
  /** So much later than the party's film everything in this copy comes, s: what the person or equal ends say. */
  readonly shiftS: number;
}

export const PLAIN_FILM_TIME: FilmTime = { inserts: [], live: null, shiftS: 0 };

/** The film's second that an element shows at its own second `ownS`; within an insert, where the film goes on after it. */
export function toFilm({ inserts, shiftS }: FilmTime, ownS: number): MediaSeconds {
  let filmS = ownS - shiftS;
  for (const { atS, lengthS } of inserts) filmS -= Math.min(lengthS, Math.max(0, ownS - atS));
  return filmS as MediaSeconds;
}

/** The element's second at which it shows the film's second `filmS`; where an insert lies, after it. */
export function toOwn({ inserts, shiftS }: FilmTime, filmS: number): number {
  let ownS = filmS + shiftS;
  for (const { atS, lengthS } of inserts) if (ownS >= atS) ownS += lengthS;
  return ownS;
}

/** An insert that begins that near to another one is the same, shown again, s. */
const SAME_BEGIN_S = 1;

/**
 * With one more insert known; one that was known already, told again with other ends, is replaced, unless it was only
 * cut short this time.
 */
export function withInsert(time: FilmTime, insert: Insert): FilmTime {
  if (insert.lengthS <= 0) return time;
  const endS = insert.atS + insert.lengthS;
  const isKnown = ({ atS, lengthS }: Insert) =>
    Math.abs(atS - insert.atS) < SAME_BEGIN_S && atS + lengthS >= endS - SAME_BEGIN_S;
  if (time.inserts.some(isKnown)) return time;
  const apart = time.inserts.filter(({ atS, lengthS }) => atS >= endS || atS + lengthS <= insert.atS);
  return { ...time, inserts: [...apart, insert].sort((a, b) => a.atS - b.atS) };
}
