// The party's logical clock. Who assigns it (the store's append) is not decided here.
import * as v from 'valibot';

/** Position in a party's order: at least 1 for an event, 0 for "nothing seen yet". */
export type Lamport = number & { readonly __brand: 'Lamport' };

export const NOTHING_SEEN = 0 as Lamport;

/**
 * How far a basis may be ahead of the log before the intent is refused. Ahead at all happens only when a
 * failover lost events that a member had seen; the cap stops a hostile member from exhausting the counter.
 */
export const MAX_BASIS_JUMP = 1_000;

/** Lamport's rule for a receive: `max(own, seen) + 1`, so that an event is after all its author had seen. */
export function nextLamport(last: Lamport, basis: Lamport): Lamport {
  return (Math.max(last, basis) + 1) as Lamport;
}

export const lamportSchema = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.transform((count) => count as Lamport),
);
