import type { LocalMs } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { type LengthReading, NO_TAIL, watchTail } from './equal-tails.ts';

const PARTY_S = 3_000;

/** What is guessed in the end, from one reading a second. */
function guess(...readings: readonly Partial<LengthReading>[]): number {
  return readings.reduce(
    (watch, change, second) =>
      watchTail(watch, {
        at: (second * 1_000) as LocalMs,
        ownS: PARTY_S + 30,
        partyS: PARTY_S,
        hasInserts: false,
        ...change,
      }),
    NO_TAIL,
  ).shiftS;
}

const lasting = (change: Partial<LengthReading>, seconds = 6) =>
  Array.from({ length: seconds }, () => change);

describe('equal ends', () => {
  it('[TM5] a longer copy has a longer beginning, a shorter one a shorter', () => {
    expect(guess(...lasting({}))).toBe(30);
    expect(guess(...lasting({ ownS: PARTY_S - 12.5 }))).toBe(-12.5);
  });

  it.each([
    ['lengths that only rounding sets apart', { ownS: PARTY_S + 1.9 }],
    ['another film', { ownS: PARTY_S + 181 }],
    ['what has no end, or none that is known', { ownS: null }],
    ['a party whose film nobody has told the length of', { partyS: null }],
    ['adverts that are known to be in it', { hasInserts: true }],
    ['what is no longer than an advert', { ownS: 150, partyS: 120 }],
  ])('[TM5] nothing is guessed of %s', (_, change) => {
    expect(guess(...lasting(change))).toBe(0);
  });

  it('[TM5] nothing is guessed while a length is still being found out', () => {
    expect(guess(...lasting({}, 3))).toBe(0);
    expect(guess({ ownS: 2_900 }, { ownS: 2_950 }, { ownS: 2_990 }, ...lasting({ ownS: PARTY_S }))).toBe(0);
  });

  it('[TM5] a copy that was once as long as the party’s is the party’s', () => {
    expect(guess(...lasting({ ownS: PARTY_S }), ...lasting({ ownS: PARTY_S + 60 }))).toBe(0);
  });

  it('[TM5] what was guessed goes when adverts are found, or the party watches something else', () => {
    expect(guess(...lasting({}), { hasInserts: true })).toBe(0);
    expect(guess(...lasting({}), { partyS: 2_000 })).toBe(0);
    // While an advert is on, nothing is read.
    expect(guess(...lasting({}), { ownS: null })).toBe(30);
  });
});
