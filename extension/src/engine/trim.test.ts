import type { LocalMs } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { type CorrectionMemory, FRESH_MEMORY } from './correction-memory.ts';
import { betterTrim } from './trim.ts';
import { TRIM_PERIOD_S } from './tuning.ts';

const NOW = 90_000 as LocalMs;

function memoryOf(fraction: number, change: Partial<CorrectionMemory> = {}): CorrectionMemory {
  return { ...FRESH_MEMORY, ownError: { fraction, seconds: 60 }, ...change };
}

function trimOf(
  memory: CorrectionMemory,
  driftS: number,
  rates = { partyRate: 1, currentRate: memory.trim },
) {
  return betterTrim(memory, driftS, { clockPace: 1, ...rates, now: NOW })?.trim ?? null;
}

describe('a trim', () => {
  it('[CR10] makes up for what the element’s own clock is off by, and takes the drift along in a minute', () => {
    expect(trimOf(memoryOf(0.003), 0)).toBeCloseTo(1 / 1.003, 6);
    expect(trimOf(memoryOf(0.003), 0.03)).toBeCloseTo((1 - 0.03 / TRIM_PERIOD_S) / 1.003, 6);
    expect(trimOf(memoryOf(-0.003), -0.03)).toBeCloseTo((1 + 0.03 / TRIM_PERIOD_S) / 0.997, 6);
  });

  it('[CR10] is for the party’s clock, where this machine’s is known to run otherwise', () => {
    const look = { partyRate: 1, clockPace: 1.0004, currentRate: 1, now: NOW };
    expect(betterTrim(memoryOf(0.0004), 0, look)).toBeNull();
    expect(betterTrim(memoryOf(0), 0, look)?.trim).toBeCloseTo(1.0004, 6);
  });

  it('[CR10] is half a percent at most', () => {
    expect(trimOf(memoryOf(0.02), 0)).toBe(0.995);
    expect(trimOf(memoryOf(-0.02), 0)).toBe(1.005);
  });

  it('[CR10] is left alone while it does', () => {
    expect(trimOf(memoryOf(0.003, { trim: 1 / 1.003 }), 0.004)).toBeNull();
    expect(trimOf(memoryOf(0.003, { trim: 1 / 1.003 }), 0.02)).not.toBeNull();
  });

  it('[CR10] is held for a minute, but when a nudge has just changed the rate anyway', () => {
    const held = memoryOf(0.003, { trim: 0.999, trimmedUntil: (NOW + 1) as LocalMs });
    expect(trimOf(held, 0.02)).toBeNull();
    expect(trimOf(held, 0, { partyRate: 1, currentRate: 0.98 })).toBeCloseTo(1 / 1.003, 6);
  });

  it('[CR10] an ordinary device stays at exactly the speed 1, whose leaving costs film', () => {
    expect(trimOf(memoryOf(0.0001), 0.02)).toBeNull();
    const faster = { partyRate: 1.25, currentRate: 1.25 };
    expect(trimOf(memoryOf(0.0001), 0.02, faster)).not.toBeNull();
  });

  it('[CR10] is not tried before anything is known, nor again where it was refused', () => {
    expect(trimOf(memoryOf(0.003, { ownError: null }), 0.02)).toBeNull();
    expect(trimOf(memoryOf(0.003, { isTrimRefused: true }), 0.02)).toBeNull();
  });

  it('[CR10] from little knowledge is soon looked at again', () => {
    const rough = memoryOf(0.003, { ownError: { fraction: 0.003, seconds: 6 } });
    const look = { partyRate: 1, clockPace: 1, currentRate: 1, now: NOW };
    expect(betterTrim(rough, 0, look)?.trimmedUntil).toBe(NOW + 24_000);
    expect(betterTrim(memoryOf(0.003), 0, look)?.trimmedUntil).toBe(NOW + 1000 * TRIM_PERIOD_S);
  });
});
