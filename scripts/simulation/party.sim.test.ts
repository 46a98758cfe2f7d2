// Seeded histories of whole parties. A failing seed is printed; put it into seeds.ts with what it found, and run
// it alone by `npm run sim -- --seed N`.
import { describe, expect, it } from 'vitest';
import { runHistory } from './history.ts';
import { batchesOf, findFailures } from './seed-batches.ts';
import { REGRESSION_SEEDS } from './seeds.ts';

describe('a party of two to five, on a network and machines that misbehave', () => {
  it.each(batchesOf('first'))(
    '[PV1 PV4 PV5 PB1 PB2 PB5 PB6 LT3 ST5 CR1 CR2 SO1 SO3 OD1 OD2 HO6 HO9] seeds $from on',
    ({ from, count }) => {
      expect(findFailures(from, count)).toEqual([]);
    },
  );

  it.each(REGRESSION_SEEDS)('seed %i, which once found: %s', (seed) => {
    expect(findFailures(seed, 1)).toEqual([]);
  });

  it('the same seed is the same history', () => {
    expect(runHistory(42)).toEqual(runHistory(42));
  });
});
