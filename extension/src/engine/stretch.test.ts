import { describe, expect, it } from 'vitest';
import { isUnstretched, pitchAt, unstretchedRate } from './stretch.ts';

describe('what is played without stretching', () => {
  it('[CR6] lies within half a percent of 1', () => {
    expect([1, 0.995, 1.005].map(isUnstretched)).toEqual([true, true, true]);
    expect([0.994, 1.006, 1.25].map(isUnstretched)).toEqual([false, false, false]);
  });

  it('[DV2] has its pitch let go, unless there is nothing to let go of', () => {
    expect([1.005, 0.997].map(pitchAt)).toEqual(['let-go', 'let-go']);
    expect([1, 1.02, 1.25].map(pitchAt)).toEqual(['kept', 'kept', 'kept']);
  });
});

describe('the strongest pull without stretching', () => {
  it('[CR6] goes against the drift', () => {
    expect(unstretchedRate(1, 1)).toBe(0.995);
    expect(unstretchedRate(1, -1)).toBe(1.005);
  });

  it('[CR6] is none where the pace is not near 1, or leaves no room on that side', () => {
    expect(unstretchedRate(1.25, -1)).toBeNull();
    expect(unstretchedRate(1.003, -1)).toBeNull();
    expect(unstretchedRate(1.003, 1)).toBeCloseTo(0.998, 9);
  });
});
