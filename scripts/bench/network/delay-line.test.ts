import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../simulation/random.ts';
import { createDelayLine } from './delay-line.ts';

describe('a delay line', () => {
  it('keeps the order of a stream, and delays within the jitter or behind an earlier chunk', () => {
    const arrivals = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(fc.nat(), arrivals, (seed, gaps) => {
        const line = createDelayLine({ delayMs: 90, jitterMs: 30 }, createRandom(seed));
        let nowMs = 0;
        let last = 0;
        for (const gap of gaps) {
          nowMs += gap;
          const release = nowMs + line.delayFor(nowMs);
          expect(release).toBeGreaterThanOrEqual(last);
          expect(release - nowMs).toBeGreaterThanOrEqual(60 - 1e-9);
          if (release > last) expect(release - nowMs).toBeLessThanOrEqual(120 + 1e-9);
          last = release;
        }
      }),
    );
  });

  it('draws the same delays from the same seed', () => {
    const draw = () => {
      const line = createDelayLine({ delayMs: 20, jitterMs: 5 }, createRandom(7));
      return Array.from({ length: 20 }, (_, index) => line.delayFor(index * 100));
    };
    expect(draw()).toEqual(draw());
    expect(new Set(draw()).size).toBeGreaterThan(10);
  });
});
