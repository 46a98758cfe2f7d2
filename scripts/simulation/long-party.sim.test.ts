// What a party must hold for half an hour on a bad network (120 ms each way, asymmetric by up to 60, jitter 40) with
// devices that are 0.3 % off. The drift that the asymmetry of a line hides from every clock does not count.
import { describe, expect, it } from 'vitest';
import { runLongParty } from './long-party.ts';

const SEEDS =
  process.env.SAMEFRAME_FULL === undefined ? [1, 2, 3] : Array.from({ length: 20 }, (_, n) => n + 1);

describe.each(SEEDS)('half an hour, seed %i', (seed) => {
  it('[CR10 CR6 CO2] at 1.25×: near, calm, without seeks, and the speed is the party’s', () => {
    const run = runLongParty(seed, 1.25);
    expect(run.partyRates).toEqual([1, 1.25]);
    for (const member of run.members) {
      expect(member.visibleDriftMs.p95, member.name).toBeLessThan(20);
      expect(member.visibleDriftMs.max, member.name).toBeLessThan(50);
      expect(member.seeksPer10Minutes, member.name).toBe(0);
      expect(member.rateChangesPerMinute, member.name).toBeLessThanOrEqual(1);
      expect(member.largestDeviation, member.name).toBeLessThanOrEqual(0.025);
      expect(member.hasLiedAboutClock, member.name).toBe(false);
    }
  });

  it('[CR10 CR6] at exactly 1, which an ordinary device does not leave for little', () => {
    const { members, partyRates } = runLongParty(seed, 1);
    expect(partyRates).toEqual([1]);
    for (const member of members) {
      const isSkewed = Math.abs(member.deviceErrorPpm) > 1_000;
      expect(member.visibleDriftMs.p95, member.name).toBeLessThan(isSkewed ? 20 : 30);
      expect(member.visibleDriftMs.max, member.name).toBeLessThan(50);
      expect(member.seeksPer10Minutes, member.name).toBe(0);
      expect(member.rateChangesPerMinute, member.name).toBeLessThanOrEqual(1);
    }
  });
});
