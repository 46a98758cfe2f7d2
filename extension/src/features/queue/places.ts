// PURE. Where something stands in the queue: between any two there is room for another (fractional-indexing), and two who
// put something there at a time do not put it in the same place.
import { generateKeyBetween } from 'fractional-indexing';
import * as v from 'valibot';

/** In ascending order, as fractional-indexing has them. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const MAX_PLACE_CHARS = 128;
/** One's own digits, at the end of a place. */
const OWN_DIGITS = 3;
/** More in one place are no accident, and moving them all is too much for one press. */
const MAX_PARTED = 20;

export const placeSchema = v.pipe(
  v.string(),
  v.maxLength(MAX_PLACE_CHARS),
  v.regex(/^[0-9A-Za-z]+$/),
  v.check(isPlace),
);

/** fractional-indexing refuses to work with what is none of its own. */
function isPlace(text: string): boolean {
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}

/** `random`: from 0 to below 1. */
export function placeBetween(before: string | null, after: string | null, random: () => number): string {
  let place = generateKeyBetween(before, after);
  // With digits behind it, it might no longer come before what begins with it.
  while (after?.startsWith(place) === true) place = generateKeyBetween(place, after);
  const own = place + drawDigits(random);
  if (own.length <= MAX_PLACE_CHARS) return own;
  // Where no place fits in, it is in one with its neighbour: nobody would take what is too long.
  return place.length <= MAX_PLACE_CHARS ? place : (before ?? after ?? place);
}

function drawDigits(random: () => number): string {
  const digits = Array.from({ length: OWN_DIGITS }, (_, index) => {
    // The last one may not be the lowest.
    const lowest = index === OWN_DIGITS - 1 ? 1 : 0;
    return DIGITS.charAt(lowest + Math.floor(random() * (DIGITS.length - lowest)));
  });
  return digits.join('');
}

/** What brings an item to stand at `index` among all, in this order: itself the last, behind those that make room. */
export function movesTo<Id extends string>(
  items: readonly { readonly id: Id; readonly place: string }[],
  of: Id,
  index: number,
  random: () => number,
): readonly { readonly of: Id; readonly place: string }[] {
  const others = items.filter(({ id }) => id !== of);
  const before = others[index - 1]?.place ?? null;
  const behind = others.slice(index);
  const next = behind.findIndex(({ place }) => before === null || place > before);
  // In one place with what stands before: they leave no room between them.
  const tied = next < 0 ? behind : behind.slice(0, next);
  const limit = behind[next]?.place ?? null;
  let last = before;
  const moved = [of, ...(tied.length <= MAX_PARTED ? tied.map(({ id }) => id) : [])].map((each) => {
    last = placeBetween(last, limit, random);
    return { of: each, place: last };
  });
  return moved.reverse();
}
