import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import type { DriftSample } from '../overlay/details-view.ts';
import { noteDrift } from './drift-history.ts';

const sample = (at: number, driftMs: number | null = at): DriftSample => ({ at: at as LocalMs, driftMs });

test('a minute is kept, however long it goes on', () => {
  let history: readonly DriftSample[] = [];
  for (let at = 0; at <= 600_000; at += 1_000) history = noteDrift(history, sample(at));
  expect(history).toHaveLength(60);
  expect(history[0]).toEqual(sample(541_000));
  expect(history.at(-1)).toEqual(sample(600_000));
});

test('of samples close together the newest counts, so that no burst fills it', () => {
  let history: readonly DriftSample[] = [sample(0)];
  for (let at = 900; at < 1_100; at += 1) history = noteDrift(history, sample(at));
  expect(history).toEqual([sample(0), sample(1_099)]);
});

test('moments without a measurement are kept as such', () => {
  expect(noteDrift([sample(0)], sample(1_000, null))).toEqual([sample(0), sample(1_000, null)]);
});
