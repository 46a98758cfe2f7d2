import type { LocalMs } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { type CorrectionMemory, FRESH_MEMORY, mayNudge, type Nudge } from './correction-memory.ts';
import { noteRounding, nudgeRate } from './nudge.ts';

const NOW = 50_000 as LocalMs;
const CONVERGING = { ...FRESH_MEMORY, convergeUntil: (NOW + 8_000) as LocalMs };
const BEHIND: Nudge = { sign: -1, since: NOW, pace: 1 };

function rateOf(
  memory: CorrectionMemory,
  driftS: number,
  change: { now?: number; currentRate?: number } = {},
) {
  const now = (change.now ?? NOW) as LocalMs;
  return nudgeRate(memory, BEHIND, driftS, { partyRate: 1, currentRate: change.currentRate ?? 1, now });
}

describe('how strongly a nudge pulls', () => {
  it('[CR6] hard while somebody waits for it, more gently the less is left', () => {
    const rates = [-0.2, -0.03, -0.015, -0.007].map((drift) => rateOf(CONVERGING, drift));
    expect(rates.map((rate) => Number(rate.toFixed(4)))).toEqual([1.25, 1.0625, 1.005, 1.005]);
  });

  it('[CR6] goes on stretching for what is left of a stronger one, where it costs nothing more', () => {
    expect(rateOf(CONVERGING, -0.015, { currentRate: 1.0625 })).toBeCloseTo(1.03125, 9);
    expect(rateOf(CONVERGING, -0.015, { currentRate: 1.005 })).toBe(1.005);
  });

  it('[CR6] closes more without stretching in calm, as nobody waits for it', () => {
    expect(rateOf(FRESH_MEMORY, -0.05)).toBe(1.005);
    expect(rateOf(CONVERGING, -0.05)).toBeGreaterThan(1.1);
  });

  it('[CR6] within 2 % in calm, and after three seconds of one episode', () => {
    expect(rateOf(FRESH_MEMORY, -0.2)).toBeCloseTo(1.02, 9);
    expect(rateOf(CONVERGING, -0.2, { now: NOW + 3_000 })).toBeCloseTo(1.02, 9);
  });

  it('[CR6] never beyond what an element plays at all', () => {
    const look = { partyRate: 16, currentRate: 16, now: NOW };
    expect(nudgeRate(CONVERGING, { ...BEHIND, pace: 16 }, -0.2, look)).toBe(16);
  });
});

describe('an element that rounds rates', () => {
  const nudging = { ...CONVERGING, nudge: BEHIND };

  it('[CR8] up: is left at what it made of the nudge until the drift is closed', () => {
    const rounded = noteRounding(nudging, 1.04, 1.05, NOW);
    expect(rounded.nudge).toEqual(BEHIND);
    expect(rateOf(rounded, -0.01, { currentRate: 1.05 })).toBe(1.05);
  });

  it('[CR8] away: is asked for more, and for none when nothing is enough', () => {
    let memory = noteRounding(nudging, 1.02, 1, NOW);
    expect(memory.nudge).toBeNull();
    expect(rateOf(memory, -0.007)).toBeCloseTo(1.03, 9);
    expect(mayNudge(memory, NOW)).toBe(true);
    memory = noteRounding({ ...memory, nudge: BEHIND }, 1.25, 1, NOW);
    expect(mayNudge(memory, NOW)).toBe(false);
  });

  it('[CR10] does without a trim', () => {
    const memory = noteRounding({ ...FRESH_MEMORY, trim: 0.997 }, 0.997, 1, NOW);
    expect(memory).toMatchObject({ trim: 1, isTrimRefused: true, rateIgnoredUntil: null });
  });

  it('[CR8] away from the party’s own speed: its rate is left alone for a while', () => {
    expect(noteRounding(FRESH_MEMORY, 1.1, 1, NOW).rateIgnoredUntil).toBe(NOW + 10_000);
  });
});
