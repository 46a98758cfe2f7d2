import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import type { DriftSample } from './details-view.ts';
import { drawSparkline } from './sparkline.ts';

const BOX = { width: 120, height: 40 };
const NOW = 100_000 as LocalMs;
const ago = (seconds: number, driftMs: number | null): DriftSample => ({
  at: (NOW - seconds * 1_000) as LocalMs,
  driftMs,
});
const draw = (...history: readonly DriftSample[]) => drawSparkline(history, NOW, BOX);

test('now is at the right edge, a minute ago at the left; ahead is above, behind below', () => {
  const { lines, end, scaleMs } = draw(ago(2, 25), ago(1, 0), ago(0, -50));
  expect(lines).toEqual(['116,10 118,20 120,40']);
  expect(end).toEqual({ x: 120, y: 40 });
  expect(scaleMs).toBe(50);
  expect(draw(ago(60, 0)).lines).toEqual(['0,20']);
});

test('what was not measured, or missed, is a gap', () => {
  expect(draw(ago(9, 0), ago(8, null), ago(7, 0), ago(6, 0), ago(1, 0)).lines).toEqual([
    '102,20',
    '106,20 108,20',
    '118,20',
  ]);
  expect(draw(ago(1, 5), ago(0, null)).end).toBeNull();
  expect(draw()).toEqual({ lines: [], end: null, scaleMs: 50 });
});

test.each([
  [50, 50],
  [51, 100],
  [-240, 250],
  [999, 1_000],
])('a drift of %d ms is drawn up to %d ms', (driftMs, scaleMs) => {
  expect(draw(ago(0, driftMs)).scaleMs).toBe(scaleMs);
});

test('a short jump flattens nothing else', () => {
  const calm = Array.from({ length: 19 }, (_, index) => ago(20 - index, 8));
  expect(draw(...calm, ago(0, 700))).toMatchObject({ scaleMs: 50, end: { y: 0 } });
});

test('a drift beyond every scale runs along the edge', () => {
  expect(draw(ago(0, 90_000))).toMatchObject({ scaleMs: 1_000, end: { y: 0 } });
});
