// A member on a good line and a quick machine, for parties on which only what is tested happens.
import type { MemberTraits } from './party-world.ts';

export function calmTraits(
  name: string,
  offsetMs: number,
  browser: 'chromium' | 'firefox' = 'chromium',
): MemberTraits {
  return {
    name,
    clock: { offsetMs, rate: 1 },
    line: {
      upMs: 20,
      downMs: 20,
      jitterMs: 3,
      lossChance: 0,
      duplicateChance: 0,
      overtakingChance: 0,
      overtakingMs: 0,
    },
    video: {
      durationS: 3_600,
      deviceRate: 1,
      seekMs: [40, 120],
      startMs: [0, 40],
      rateEntryCostS: 0.02,
      rateGrain: 0,
      readingLagS: 0,
      reportsOvertakenSeeks: browser === 'chromium',
      hidesStalls: browser === 'firefox',
      pictureLagMs: browser === 'firefox' ? 8 : 0,
    },
    isAutoplayBlocked: false,
    outputDelayMs: 0,
  };
}
