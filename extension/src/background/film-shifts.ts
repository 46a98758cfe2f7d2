// By how much a person has shifted their copies: per media of a party, the newest last.
import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { FilmShift } from '../messages/content-background.ts';

/** Nobody shifts more episodes than that in one party. */
const MAX_SHIFTS = 50;
/** More is another film, s. */
const MAX_SHIFT_S = 600;

/** Null while they have said nothing of it. */
export function shiftOf(shifts: readonly FilmShift[], key: MediaKey | null): number | null {
  return shifts.find((shift) => shift.key === key)?.shiftS ?? null;
}

/** Whole milliseconds within the bounds. */
export function withShift(
  shifts: readonly FilmShift[],
  key: MediaKey | null,
  shiftS: number,
): readonly FilmShift[] {
  const boundedS = Math.min(MAX_SHIFT_S, Math.max(-MAX_SHIFT_S, Math.round(1_000 * shiftS) / 1_000));
  return [...shifts.filter((shift) => shift.key !== key), { key, shiftS: boundedS }].slice(-MAX_SHIFTS);
}
