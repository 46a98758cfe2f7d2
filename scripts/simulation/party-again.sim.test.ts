// The other half of the seeded histories of party.sim.test.ts.
import { describe, expect, it } from 'vitest';
import { batchesOf, findFailures } from './seed-batches.ts';

describe('a party of two to five, on a network and machines that misbehave', () => {
  it.each(batchesOf('second'))(
    '[PV1 PV4 PV5 PB1 PB2 PB5 PB6 LT3 ST5 CR1 CR2 SO1 SO3 OD1 OD2 HO6 HO9] seeds $from on',
    ({ from, count }) => {
      expect(findFailures(from, count)).toEqual([]);
    },
  );
});
