import { MAX_LISTED_MEMBERS } from '@sameframe/shared/protocol/limits.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listMembers } from './listing.ts';

test('[AD23] at most so many are listed, all who were told of among them, and of the others the first', () => {
  const told = fc.array(fc.boolean(), { maxLength: 2 * MAX_LISTED_MEMBERS });
  fc.assert(
    fc.property(told, (flags) => {
      let seats = MAX_LISTED_MEMBERS;
      // No more are ever told of than are listed.
      const present = flags.map((isTold, index) => {
        seats -= isTold ? 1 : 0;
        return { index, isJoinTold: isTold && seats >= 0 };
      });
      const listed = listMembers(present);
      expect(listed).toHaveLength(Math.min(present.length, MAX_LISTED_MEMBERS));
      const indexes = listed.map(({ index }) => index);
      expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
      expect(present.filter(({ isJoinTold }) => isJoinTold).every((each) => listed.includes(each))).toBe(
        true,
      );
      const left = present.filter((each) => !listed.includes(each));
      const fresh = listed.filter(({ isJoinTold }) => !isJoinTold);
      expect(left.every(({ index }) => fresh.every((each) => each.index < index))).toBe(true);
    }),
  );
});
