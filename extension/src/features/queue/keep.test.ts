import { type FeatureLogs, foldFeature } from '@sameframe/shared/feature-log.ts';
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import { SAMPLE_PICTURES } from '@sameframe/shared/testing/small-picture.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import {
  EMPTY_QUEUE,
  foldQueue,
  type ItemId,
  MAX_ITEMS,
  type QueueItem,
  type QueueState,
} from './channel.ts';
import { ACT_BYTES, composeKeep } from './keep.ts';

const alice = 'alice'.padEnd(22, '_') as MemberId;

/** As long as one may be. */
const LARGE_PICTURE = (SAMPLE_PICTURES[0] ?? '').slice(0, 400).replaceAll('=', 'A').padEnd(1_600, 'A');

const itemOf = (index: number, addressChars: number): QueueItem => ({
  id: `${index}`.padEnd(22, '_') as ItemId,
  url: `https://films.example/${index}/`.padEnd(addressChars, 'a'),
  title: `Film ${index}`.padEnd(40, '.'),
  lengthS: 7_200,
  place: `a${index.toString(36).padStart(3, '0')}V`,
  by: alice,
  votes: [],
});

/** What who comes later has of these acts. */
function queueOf(acts: readonly unknown[]): QueueState {
  const logs = acts.reduce<FeatureLogs>(
    (before, act, index) =>
      foldFeature(before, {
        feature: 'queue',
        isKept: true,
        lamport: index as Lamport,
        at: index as RelayMs,
        by: alice,
        id: `act-${index}` as ActId,
        act,
      }),
    {},
  );
  return (logs.queue ?? []).reduce(foldQueue, EMPTY_QUEUE);
}

const idsOf = ({ items }: QueueState) => items.map(({ id }) => id);
const picturesOf = ({ items }: QueueState) => items.filter(({ picture }) => picture !== undefined).length;

function queueWith(options: { readonly addressChars: number; readonly picture: string }): QueueState {
  const items = Array.from({ length: MAX_ITEMS }, (_, index) => {
    const item = itemOf(index, options.addressChars);
    return index < 100 ? { ...item, picture: options.picture } : item;
  });
  return { ...EMPTY_QUEUE, items };
}

test.each([
  ['as they usually are', 43, SAMPLE_PICTURES[0] ?? '', 100],
  ['with the largest pictures', 43, LARGE_PICTURE, null],
  ['with long addresses, too', 220, LARGE_PICTURE, null],
])(
  '[QU4] [QU12] all of 500 items finds room in the log, and gets there without a gap: %s',
  (_what, addressChars, picture, pictures) => {
    const state = queueWith({ addressChars, picture });
    const told = composeKeep(state, ACT_BYTES);
    const late = queueOf(told);
    expect(idsOf(late)).toEqual(idsOf(state));
    // Of those that play next there are pictures all the same.
    if (pictures !== null) expect(picturesOf(late)).toBe(pictures);
    else expect(late.items[0]?.picture).toBe(picture);
    const others = Array.from({ length: 8 }, () => ({ kind: 'add', items: 'x'.repeat(4_000) }));
    for (let count = 0; count <= told.length; count += 5) {
      expect(queueOf([...told, ...others, ...told.slice(0, count)]).items).toHaveLength(MAX_ITEMS);
    }
  },
);
