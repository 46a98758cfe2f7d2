import { expect, test } from 'vitest';
import { scrollAt } from './drag-row.ts';

const LIST = { top: 100, bottom: 400 };

test.each([
  [250, 0],
  [136, 0],
  [118, -7],
  [100, -14],
  [20, -14],
  [364, 0],
  [382, 7],
  [500, 14],
])('[QU1] a row held at %d px moves the list by %d px a picture', (clientY, byPx) => {
  expect(scrollAt(clientY, LIST)).toBeCloseTo(byPx);
});

test('[QU1] a list that is low stays where it is', () => {
  expect(scrollAt(110, { top: 100, bottom: 160 })).toBe(0);
});
