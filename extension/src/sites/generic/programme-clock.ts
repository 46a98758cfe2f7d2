// PURE. What a page's player says of programme time, as far as it is to be believed (SPEC LV6). Offsets are programme time
// (seconds since 1970) − the element's own seconds: while a source plays on they stand still, or creep.

export interface ProgrammeClock {
  /** Null while nothing is known, or what was said has jumped. */
  readonly offsetS: number | null;
  /** As it was said last, but for one that jumped; null before the first. */
  readonly saidS: number | null;
  /** Where it has jumped to, as said once. */
  readonly jumpedToS: number | null;
  readonly isGivenUp: boolean;
}

export const NO_PROGRAMME: ProgrammeClock = { offsetS: null, saidS: null, jumpedToS: null, isGivenUp: false };

/** Two words of the same clock agree to within it, s. */
const AGREE_S = 0.1;
/** What is less is not worth to move the film for, s: a player's word comes in milliseconds, and pieces are cut unevenly. */
const SAME_PLACE_S = 0.05;

/**
 * `saidS`: what was said now. A clock that jumps while its source goes on (another programme was put in, or its dates
 * are rounded) would set everyone to other pictures than before at a moment of its own: it is given up.
 */
export function noteProgramme(known: ProgrammeClock, saidS: number): ProgrammeClock {
  if (known.isGivenUp) return known;
  if (known.saidS === null) return { ...known, saidS };
  if (agree(saidS, known.saidS)) {
    const isMoved = known.offsetS === null || Math.abs(saidS - known.offsetS) > SAME_PLACE_S;
    return { ...known, saidS, jumpedToS: null, offsetS: isMoved ? saidS : known.offsetS };
  }
  if (known.jumpedToS === null || !agree(saidS, known.jumpedToS)) return { ...known, jumpedToS: saidS };
  // Nothing was built upon it yet: players settle where they begin.
  return known.offsetS === null ? { ...NO_PROGRAMME, saidS } : { ...NO_PROGRAMME, isGivenUp: true };
}

function agree(oneS: number, otherS: number): boolean {
  return Math.abs(oneS - otherS) < AGREE_S;
}
