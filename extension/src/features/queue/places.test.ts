import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ItemId, parseQueueAct } from './channel.ts';
import { movesTo, placeBetween } from './places.ts';

const isPlace = (place: string) => parseQueueAct({ kind: 'move', of: 'a', place }) !== null;
const digits = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
const itemsAt = (...places: readonly string[]) =>
  places.map((place, index) => ({ id: 'abcdefgh'.charAt(index) as ItemId, place }));

test('[QU1] a place is between its neighbours, wherever one is put, and never too long', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }),
      digits,
      (puts, draws) => {
        const random = () => draws.next().value;
        const places: string[] = [];
        for (const put of puts) {
          const index = Math.round(put * places.length);
          places.splice(index, 0, placeBetween(places[index - 1] ?? null, places[index] ?? null, random));
        }
        expect(places).toEqual([...places].sort());
        expect(new Set(places).size).toBe(places.length);
        expect(places.filter((place) => !isPlace(place))).toEqual([]);
      },
    ),
  );
});

test('[QU1] where there is hardly any room left, a place goes without what makes it one’s own', () => {
  const before = `a0${'z'.repeat(124)}`;
  const place = placeBetween(before, 'a1', () => 0.5);
  expect([place > before, place < 'a1', isPlace(place)]).toEqual([true, true, true]);
});

const [FIRST, LAST] = [`A${'0'.repeat(126)}1`, 'z'.repeat(128)];
test.each([
  [LAST, null, LAST],
  [null, FIRST, FIRST],
  [`a0${'0'.repeat(125)}1`, `a0${'0'.repeat(125)}2`, `a0${'0'.repeat(125)}1`],
])(
  '[QU1] between %s and %s there is no room: it is in one place with a neighbour',
  (before, after, place) => {
    expect([FIRST, LAST].every(isPlace)).toBe(true);
    expect(placeBetween(before, after, () => 0.5)).toBe(place);
  },
);

test('[QU1] what two put between the same two at a time has a place each', () => {
  const [first, second] = [0.1, 0.9].map((digit) => placeBetween('a0', 'a1', () => digit));
  expect(first).not.toBe(second);
});

test('[QU1] those that stand in one place are parted by what is moved between them', () => {
  const items = itemsAt('a0', 'a1', 'a1', 'a2');
  const moves = movesTo(items, 'd' as ItemId, 2, () => 0.5);
  const placeOf = new Map([
    ...items.map(({ id, place }) => [id, place] as const),
    ...moves.map(({ of, place }) => [of, place] as const),
  ]);
  const order = [...placeOf].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([id]) => id as string);
  expect(order).toEqual(['a', 'b', 'd', 'c']);
  // What was moved comes last: until then it has not been.
  expect(moves.map(({ of }) => of as string)).toEqual(['c', 'd']);
});

test('[QU1] more than a few in one place are left there, and what is moved comes behind them', () => {
  const items = [
    ...Array.from({ length: 40 }, (_, index) => ({ id: `t${index}` as ItemId, place: 'a1' })),
    ...itemsAt('a2'),
  ];
  const moves = movesTo(items, 'a' as ItemId, 1, () => 0.5);
  expect(moves.map(({ of }) => of as string)).toEqual(['a']);
  expect((moves[0]?.place ?? '') > 'a1').toBe(true);
});
