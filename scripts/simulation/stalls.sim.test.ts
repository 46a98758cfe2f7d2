// Five people, one of whose films stops coming for half a minute, under each policy.
import { describe, expect, it } from 'vitest';
import { setStallStage } from './stall-stage.ts';

const SEEDS = Array.from(
  { length: process.env.SAMEFRAME_FULL === undefined ? 10 : 100 },
  (_, index) => index + 1,
);
const STALL_MS = 30_000;
/** The data is back and everything has settled. */
const AFTERWARDS_MS = 40_000;

describe.each(SEEDS)('seed %i', (seed) => {
  const browser = seed % 2 === 0 ? 'firefox' : 'chromium';

  it('[HO9] policy go-on: nobody stands still, the others stay in step, the straggler comes back alone', () => {
    const stage = setStallStage({ policy: 'go-on', count: 5, seed, browser });
    stage.straggler.page.video?.stall(STALL_MS);
    stage.runFor(STALL_MS);
    expect(stage.stoodMs()).toBe(0);
    expect(stage.worstDriftOfOthers()).toBeLessThan(0.05);
    stage.runFor(3_000);
    expect(Math.abs(stage.driftOf(stage.straggler))).toBeLessThan(0.1);
    expect(stage.worstDriftOfOthers()).toBeLessThan(0.05);
    expect([stage.holds(), stage.acts()]).toEqual([[], ['change-media', 'play']]);
  });

  it('[HO6 HO9] policy wait: everyone stands for as long as it takes, up to the limit, and goes on together', () => {
    const stage = setStallStage({ policy: 'wait', count: 5, seed, browser });
    stage.straggler.page.video?.stall(STALL_MS - 5_000);
    stage.runFor(AFTERWARDS_MS);
    expect(stage.stoodMs()).toBeGreaterThan(STALL_MS - 7_000);
    expect(stage.stoodMs()).toBeLessThan(STALL_MS);
    for (const member of stage.members) expect(Math.abs(stage.driftOf(member))).toBeLessThan(0.05);
    expect([stage.holds(), stage.acts()]).toEqual([
      ['hold', 'release'],
      ['change-media', 'play'],
    ]);
  });

  it('[HO5 HO6] a member killed while it is waited for: the party goes on within the limit, whatever it is', () => {
    for (const [policy, limitMs] of [
      ['wait', 30_000],
      ['wait-briefly', 4_000],
    ] as const) {
      const stage = setStallStage({ policy, count: 5, seed, browser });
      stage.straggler.page.video?.stall(600_000);
      stage.runFor(3_000);
      expect(stage.holds()).toEqual(['hold']);
      stage.straggler.background.die();
      stage.straggler.line.isCut = true;
      stage.runFor(AFTERWARDS_MS);
      expect(stage.stoodMs()).toBeLessThanOrEqual(limitMs + 100);
      expect(stage.host.page.video?.paused).toBe(false);
      expect(stage.acts()).toEqual(['change-media', 'play']);
    }
  });
});
