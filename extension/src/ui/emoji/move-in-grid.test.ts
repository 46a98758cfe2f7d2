import { expect, test } from 'vitest';
import { moveInGrid } from './move-in-grid.ts';

const go = (at: number, key: string, { ctrlKey = false, isMirrored = false } = {}) =>
  moveInGrid(at, 20, { key, ctrlKey }, isMirrored);

test('[CH10] arrows go from one to the next, and in rows that run the other way the other way', () => {
  expect([go(3, 'ArrowRight'), go(3, 'ArrowLeft')]).toEqual([4, 2]);
  expect([go(3, 'ArrowRight', { isMirrored: true }), go(3, 'ArrowLeft', { isMirrored: true })]).toEqual([
    2, 4,
  ]);
  expect([go(0, 'ArrowLeft'), go(19, 'ArrowRight')]).toEqual([0, 19]);
});

test('[CH10] up and down go by rows, and up from the first row out of the grid', () => {
  expect([go(3, 'ArrowDown'), go(11, 'ArrowUp'), go(3, 'ArrowUp')]).toEqual([11, 3, 'out']);
  // The last row is not full.
  expect(go(15, 'ArrowDown')).toBe(19);
  expect([go(0, 'PageDown'), go(19, 'PageUp')]).toEqual([19, 0]);
});

test('[CH10] Home and End go to the ends of the row, with Ctrl of all', () => {
  expect([go(11, 'Home'), go(9, 'End'), go(17, 'End')]).toEqual([8, 15, 19]);
  expect([go(11, 'Home', { ctrlKey: true }), go(0, 'End', { ctrlKey: true })]).toEqual([0, 19]);
  expect(go(3, 'a')).toBeNull();
});
