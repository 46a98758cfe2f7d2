import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type Lamport, lamportSchema, NOTHING_SEEN, nextLamport } from './lamport.ts';

const count = fc.nat({ max: 2 ** 40 }).map((value) => value as Lamport);

test('[LT1] the next event is after the log and after all that its author had seen, and no further', () => {
  fc.assert(
    fc.property(count, count, (last, basis) => {
      const next = nextLamport(last, basis);
      expect(next).toBeGreaterThan(last);
      expect(next).toBeGreaterThan(basis);
      expect([last + 1, basis + 1]).toContain(next);
    }),
  );
});

test('[LT1] the first event of a party has lamport 1', () => {
  expect(nextLamport(NOTHING_SEEN, NOTHING_SEEN)).toBe(1);
});

test('[AD2] a lamport is a whole number from 0 that a double can count', () => {
  const isLamport = (value: unknown) => v.safeParse(lamportSchema, value).success;
  expect([0, 1, Number.MAX_SAFE_INTEGER].every(isLamport)).toBe(true);
  expect([-1, 0.5, 2 ** 53, Number.NaN, '1', null].some(isLamport)).toBe(false);
});
