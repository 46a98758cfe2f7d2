// PURE. How much later everything in this copy comes than in the party's, guessed from the two lengths: another intro,
// the same end (SPEC TM5). A guess, so only where nothing better is known, and told to the person.

import { MAX_AD_S } from '@sameframe/shared/advert.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';

export interface LengthReading {
  readonly at: LocalMs;
  /** Of this copy, without what is known to be put in; null while unknown, endless, or an advert is on. */
  readonly ownS: number | null;
  /** Of the party's film, as whoever brought it says; null where nobody has. */
  readonly partyS: number | null;
  /** What makes this copy longer is known, at least in part. */
  readonly hasInserts: boolean;
}

export interface TailWatch {
  readonly ownS: number | null;
  readonly partyS: number | null;
  /** Since when both have been what they are. */
  readonly since: LocalMs;
  /** This copy was as long as the party's: what has changed since is no other intro. */
  readonly hasAgreed: boolean;
  /** What is guessed, s; 0 for nothing. */
  readonly shiftS: number;
}

export const NO_TAIL: TailWatch = {
  ownS: null,
  partyS: null,
  since: 0 as LocalMs,
  hasAgreed: false,
  shiftS: 0,
};

/** Less is rounding, or a moment of black at the end, s. */
const MIN_SHIFT_S = 2;
/** More is not the same film with another intro, s. */
const MAX_SHIFT_S = 180;
/** A length that has not changed for so long is no longer being found out, ms. */
const SETTLED_MS = 3_000;
/** Lengths that are told again differ by less, s. */
const SAME_LENGTH_S = 0.5;

export function watchTail(watch: TailWatch, reading: LengthReading): TailWatch {
  const { at, ownS, partyS, hasInserts } = reading;
  if (partyS === null || !isSame(partyS, watch.partyS)) return { ...NO_TAIL, partyS, since: at };
  if (ownS === null) return watch;
  const hasAgreed = watch.hasAgreed || Math.abs(ownS - partyS) < MIN_SHIFT_S;
  const known = { ...watch, hasAgreed, shiftS: hasAgreed || hasInserts ? 0 : watch.shiftS };
  if (!isSame(ownS, watch.ownS)) return { ...known, ownS, since: at };
  if (hasAgreed || hasInserts || at - watch.since < SETTLED_MS) return known;
  return { ...known, shiftS: guess(ownS, partyS) };
}

function isSame(lengthS: number, beforeS: number | null): boolean {
  return beforeS !== null && Math.abs(lengthS - beforeS) < SAME_LENGTH_S;
}

/** What is no longer than an advert may be one, on either side. */
function guess(ownS: number, partyS: number): number {
  const shiftS = Math.round(1_000 * (ownS - partyS)) / 1_000;
  const isOtherIntro = Math.abs(shiftS) >= MIN_SHIFT_S && Math.abs(shiftS) <= MAX_SHIFT_S;
  return isOtherIntro && Math.min(ownS, partyS) > MAX_AD_S ? shiftS : 0;
}
