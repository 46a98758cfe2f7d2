// The short form of `npm run fuzz`. The relay is a process of its own: if it died, the party on it would say so.
import { expect, it } from 'vitest';
import { attack, complaintsOf } from './attack.ts';

const INPUTS = process.env.SAMEFRAME_FULL === undefined ? 10_000 : 1_000_000;

it.each([
  ['lifted', INPUTS],
  ['tight', INPUTS / 2],
] as const)(
  'hostile inputs crash nothing, leak nothing, and no other party notices, limits %s',
  async (limits, inputs) => {
    const report = await attack({ seed: 7, inputs, attackers: 20, silent: 200, limits });
    expect(complaintsOf(report)).toEqual([]);
    expect(report.bystanders.acts).toBeGreaterThan(10);
    expect(report.endings).toBeGreaterThan(0);
    expect(report.limited > 0).toBe(limits === 'tight');
  },
  900_000,
);

it('tells of everything that a relay must not show', () => {
  const bystanders = { acts: 20, slowestMs: 5, complaints: ['Act 3 was lost.'] };
  const report = {
    inputs: 1,
    seconds: 1,
    endings: 1,
    limited: 0,
    bystanders,
    silentLeft: 2,
    heapBefore: 0,
    heapAfter: 5e6,
  };
  expect(complaintsOf(report)).toHaveLength(3);
  const well = { ...report, bystanders: { ...bystanders, complaints: [] }, silentLeft: 0, heapAfter: 1e6 };
  expect(complaintsOf(well)).toEqual([]);
});
