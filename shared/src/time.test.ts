import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type LocalMs, mediaSecondsSchema, type OffsetMs, relayMsSchema, toLocal, toRelay } from './time.ts';

test('[CO1] a positive offset means that the relay is ahead, and both ways belong together', () => {
  expect(toRelay(1_000 as LocalMs, 250 as OffsetMs)).toBe(1_250);
  const ms = fc.integer({ min: 0, max: 2 ** 45 });
  fc.assert(
    fc.property(ms, fc.integer({ min: -(2 ** 45), max: 2 ** 45 }), (local, offset) => {
      expect(toLocal(toRelay(local as LocalMs, offset as OffsetMs), offset as OffsetMs)).toBe(local);
    }),
  );
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '5', null, undefined])(
  '[PB8] %j is neither a relay time nor a position',
  (value) => {
    expect(v.safeParse(relayMsSchema, value).success).toBe(false);
    expect(v.safeParse(mediaSecondsSchema, value).success).toBe(false);
  },
);

test('[PB8] a position is at most a year', () => {
  expect(v.safeParse(mediaSecondsSchema, 366 * 24 * 3_600).success).toBe(true);
  expect(v.safeParse(mediaSecondsSchema, 366 * 24 * 3_600 + 1).success).toBe(false);
  expect(v.safeParse(relayMsSchema, 4e12).success).toBe(true);
});
