import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MediaSeconds, RelayMs } from './time.ts';
import { clampPosition, positionAt, type TimelineVector, translateVector } from './timeline.ts';

const vectorOf = (position: number, velocity: number, timestamp: number): TimelineVector => ({
  position: position as MediaSeconds,
  velocity,
  timestamp: timestamp as RelayMs,
});
const at = (ms: number) => ms as RelayMs;

const vector = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(0, 0.0625, 0.5, 1, 2, 16), fc.nat({ max: 1e6 }))
  .map(([position, velocity, timestamp]) => vectorOf(position, velocity, timestamp));

test('[TL1] position(t) = position + velocity × (t − timestamp)', () => {
  expect(positionAt(vectorOf(10, 1.5, 1_000), at(3_000))).toBe(13);
  expect(positionAt(vectorOf(10, 0, 1_000), at(99_000))).toBe(10);
});

test('[TL2] before its timestamp the timeline stands still', () => {
  fc.assert(
    fc.property(vector, fc.nat({ max: 1e6 }), (motion, early) => {
      expect(positionAt(motion, at(motion.timestamp - early))).toBe(motion.position);
    }),
  );
});

test('[TL3] described from another instant it is the same motion from there on', () => {
  fc.assert(
    fc.property(vector, fc.nat({ max: 1e6 }), fc.nat({ max: 1e6 }), (motion, gap, later) => {
      const instant = at(motion.timestamp + gap);
      const translated = translateVector(motion, instant);
      const now = at(instant + later);
      expect(translated).toMatchObject({ velocity: motion.velocity, timestamp: instant });
      expect(positionAt(translated, now)).toBeCloseTo(positionAt(motion, now), 6);
    }),
  );
});

test('[TL1] time never takes the timeline back', () => {
  fc.assert(
    fc.property(vector, fc.nat({ max: 2e6 }), fc.nat({ max: 1e6 }), (motion, now, later) => {
      expect(positionAt(motion, at(now + later))).toBeGreaterThanOrEqual(positionAt(motion, at(now)));
    }),
  );
});

test('[TL4] the timeline stops at the end of the media, whenever one looks', () => {
  const running = vectorOf(590, 1, 0);
  const shown = [5_000, 10_000, 3_600_000].map((ms) => clampPosition(positionAt(running, at(ms)), 600));
  expect(shown).toEqual([595, 600, 600]);
});

test('[TL4] an unknown or endless duration sets no end, and nothing is before the beginning', () => {
  expect(clampPosition(7_200 as MediaSeconds, null)).toBe(7_200);
  expect(clampPosition(7_200 as MediaSeconds, Number.POSITIVE_INFINITY)).toBe(7_200);
  expect(clampPosition(7_200 as MediaSeconds, Number.NaN)).toBe(7_200);
  expect(clampPosition(-1 as MediaSeconds, 600)).toBe(0);
  expect(clampPosition(5 as MediaSeconds, 0)).toBe(0);
});
