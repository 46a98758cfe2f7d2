// PURE. Which second of the film an element shows, on sites that write it beside the film and whose element may count
// from elsewhere. What is written has whole seconds: only the moment at which it changes is worth something.

export interface ShownClock {
  /** The film's second less the element's. */
  readonly shiftS: number;
  /** What was written at the last look. */
  readonly shownS: number | null;
  /** What the last change said, where it does not fit the shift. */
  readonly doubtS: number | null;
  /** Nothing has changed yet: only a guess at first sight. */
  readonly isGuess: boolean;
}

export const NO_SHIFT: ShownClock = { shiftS: 0, shownS: null, doubtS: null, isGuess: true };

/** It is seen to have changed half a `timeupdate` later, on average, s. */
const SEEN_LATE_S = 0.12;
/** Written seconds are not better than that, s; an element that fits them as it is has the film's own seconds. */
const FITS_S = 1;
/** Two changes that say the same, s. */
const AGREES_S = 0.5;

/** `shownS`: null while nothing is written. */
export function readShown(clock: ShownClock, shownS: number | null, ownS: number): ShownClock {
  if (shownS !== null && clock.shownS === null && clock.isGuess) {
    // Whole seconds are half a second late, on average.
    const guessS = shownS + FITS_S / 2 - ownS;
    return { ...clock, shownS, shiftS: Math.abs(guessS) <= FITS_S ? 0 : guessS };
  }
  const isChange = shownS !== null && clock.shownS !== null && shownS === clock.shownS + 1;
  if (!isChange) return { ...clock, shownS };
  const saidS = shownS + SEEN_LATE_S - ownS;
  const isFit = Math.abs(saidS - clock.shiftS) <= FITS_S;
  if (isFit && (!clock.isGuess || clock.shiftS === 0)) {
    return { ...clock, shownS, doubtS: null, isGuess: false };
  }
  const isSaidTwice = clock.doubtS !== null && Math.abs(saidS - clock.doubtS) <= AGREES_S;
  if (!isSaidTwice && !isFit) return { ...clock, shownS, doubtS: saidS };
  return { shiftS: Math.abs(saidS) <= FITS_S ? 0 : saidS, shownS, doubtS: null, isGuess: false };
}

/** The seconds of `1:02:03` or `12:04`, the first of several in a text; null without one. */
export function parseClock(text: string, index = 0): number | null {
  const found = [...text.matchAll(/(?:(\d+):)?(\d{1,2}):(\d{2})/g)][index];
  if (found === undefined) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = found;
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}
