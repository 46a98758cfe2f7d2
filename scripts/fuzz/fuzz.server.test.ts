// The short form of `npm run fuzz`. The relay is a process of its own: if it died, the party on it would say so.
import { expect, it } from 'vitest';
import { attack } from './attack.ts';

const INPUTS = process.env.SAMEFRAME_FULL === undefined ? 10_000 : 1_000_000;
/** Of pools and compiled code, whatever the count. */
const GROWTH_BYTES = 4 * 1_024 * 1_024;

it('hostile inputs crash nothing, leak nothing, and no other party notices', async () => {
  const report = await attack({ seed: 7, inputs: INPUTS, attackers: 20, silent: 200 });
  expect(report.bystanders.complaints).toEqual([]);
  expect(report.bystanders.acts).toBeGreaterThan(10);
  expect(report.endings).toBeGreaterThan(0);
  expect(report.silentEnded).toBe(200);
  expect(report.heapAfter - report.heapBefore).toBeLessThan(GROWTH_BYTES);
}, 900_000);
