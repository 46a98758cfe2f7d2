import type { SealedBody } from '@sameframe/shared/seal.ts';
import { expect, test } from 'vitest';
import { exceedsLastRoom, MAX_LAST_CHARS } from './kept-room.ts';

test('[ST6] what replaces something as long finds room, and how much is kept does not have to be asked', () => {
  const asked: string[] = [];
  const say = (chars: number) =>
    exceedsLastRoom(
      { retain: { kind: 'last', key: 'profile' }, body: 'x'.repeat(chars) as SealedBody },
      {
        inScope: [{ slot: 'profile', chars: 600 }],
        memberPrefix: 'last:alice:',
        charsIn: (prefix) => {
          asked.push(prefix);
          // As an earlier version may have left it.
          return MAX_LAST_CHARS + 10_000;
        },
      },
    );
  expect([say(100), say(600)]).toEqual([false, false]);
  expect(asked).toEqual([]);
  expect(say(601)).toBe(true);
});
