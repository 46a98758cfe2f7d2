// Seeded histories of whole parties. A failing seed is printed; put it into seeds.ts with what it found, and run
// it alone by `npm run sim -- --seed N`.
import { describe, expect, it } from 'vitest';
import { runHistory } from './history.ts';
import { REGRESSION_SEEDS } from './seeds.ts';

const BATCH = 500;
/** Ten thousand in the full run. */
const BATCHES = process.env.SAMEFRAME_FULL === undefined ? 4 : 20;
/** Different seeds from run to run would make a failure somebody else's; these are everybody's. */
const FIRST_SEED = 1;

function findFailures(from: number, count: number): string[] {
  const failures: string[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    try {
      runHistory(seed);
    } catch (error) {
      failures.push(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failures;
}

describe('a party of two to five, on a network and machines that misbehave', () => {
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const from = FIRST_SEED + batch * BATCH;
    it(`[PV1 PV4 PV5 PB1 PB2 PB5 PB6 LT3 ST5 CR1 CR2 SO1 SO3 OD1 OD2 HO6 HO9] seeds ${from} to ${from + BATCH - 1}`, () => {
      expect(findFailures(from, BATCH)).toEqual([]);
    });
  }

  it.each(REGRESSION_SEEDS)('seed %i, which once found: %s', (seed) => {
    expect(findFailures(seed, 1)).toEqual([]);
  });

  it('the same seed is the same history', () => {
    expect(runHistory(42)).toEqual(runHistory(42));
  });
});
