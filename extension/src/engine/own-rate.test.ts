import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import {
  extendStretch,
  learnOwnError,
  type OwnError,
  positionOn,
  type Stretch,
  turnStretch,
} from './own-rate.ts';

interface Motion {
  readonly error: number;
  readonly rate?: number;
  readonly seconds: number;
  /** Read late by up to this, in a saw-tooth, s. */
  readonly lagS?: number;
}

/** Four readings a second of an element that runs off by `error`. */
function learn({ error, rate = 1, seconds, lagS = 0 }: Motion, known: OwnError | null = null) {
  let stretch: Stretch | null = null;
  let learned = known;
  for (let at = 0; at <= 1000 * seconds; at += 250) {
    const position = 100 + (rate * (1 + error) * at) / 1000;
    const lag = lagS * ((position / 0.033) % 1);
    stretch = extendStretch(stretch, {
      position: (position - lag) as MediaSeconds,
      at: at as LocalMs,
      rate,
      isMeasured: true,
    });
    learned = learnOwnError(learned, stretch);
  }
  return learned;
}

describe('how fast an element runs by itself', () => {
  it.each([0.003, -0.003, 0.0001])('[CR10] %f is learned, at whatever rate', (error) => {
    expect(learn({ error, seconds: 30 })?.fraction).toBeCloseTo(error, 6);
    expect(learn({ error, seconds: 30, rate: 1.25 })?.fraction).toBeCloseTo(error, 6);
  });

  it('[CR10] noisy readings need time, and a large error less of it', () => {
    expect(learn({ error: 0.0002, seconds: 15, rate: 1.25, lagS: 0.01 })).toBeNull();
    const learned = learn({ error: 0.0002, seconds: 40, rate: 1.25, lagS: 0.01 });
    expect(Math.abs((learned?.fraction ?? 1) - 0.0002)).toBeLessThan(0.0001);
    expect(learn({ error: 0.003, seconds: 10, rate: 1.25, lagS: 0.01 })?.fraction).toBeCloseTo(0.003, 3);
  });

  it('[CR10] what is known from long motion is not replaced by what a short one seems to say', () => {
    const known = { fraction: 0.001, seconds: 60 };
    expect(learn({ error: 0.003, seconds: 15 }, known)).toBe(known);
    expect(learn({ error: 0.003, seconds: 25 }, known)?.fraction).toBeCloseTo(0.003, 6);
  });

  it('[CR10] another rate, a gap and a jump begin anew', () => {
    const sample = { position: 10 as MediaSeconds, at: 0 as LocalMs, rate: 1, isMeasured: true };
    const first = extendStretch(null, sample);
    const second = extendStretch(first, { ...sample, position: 10.25 as MediaSeconds, at: 250 as LocalMs });
    expect(second.count).toBe(1);
    const third = { ...sample, position: 10.5 as MediaSeconds, at: 500 as LocalMs };
    expect(extendStretch(second, third).count).toBeCloseTo(2, 1);
    expect(extendStretch(second, { ...third, rate: 1.02 }).count).toBe(0);
    expect(extendStretch(second, { ...third, at: 9_000 as LocalMs }).count).toBe(0);
    expect(extendStretch(second, { ...third, position: 40 as MediaSeconds }).count).toBe(0);
    expect(extendStretch(second, { ...third, position: 10.4 as MediaSeconds }).count).toBe(0);
  });

  it('[CR10] rates of ours that cost no film do not disturb it', () => {
    let stretch: Stretch | null = null;
    let position = 100;
    for (let at = 0; at <= 30_000; at += 250) {
      // Nudges, and in the end another speed of the party's.
      const calmRate = at % 5_000 === 0 ? 1.27 : 1.25;
      const rate = at > 20_000 ? 2 : calmRate;
      if (stretch !== null) stretch = turnStretch(stretch, rate, at as LocalMs);
      stretch = extendStretch(stretch, {
        position: position as MediaSeconds,
        at: at as LocalMs,
        rate,
        isMeasured: true,
      });
      position += 0.25 * rate * 1.003;
    }
    expect(stretch && learnOwnError(null, stretch)?.fraction).toBeCloseTo(0.003, 4);
    expect(turnStretch(stretch, 1, 30_000 as LocalMs)).toBeNull();
  });

  it('[OD4] the line through many readings tells more than the newest of them', () => {
    let stretch: Stretch | null = null;
    for (let index = 0; index < 40; index += 1) {
      const noise = index % 2 === 0 ? 0.01 : -0.01;
      expect(positionOn(stretch, (250 * index) as LocalMs) === null).toBe(index < 10);
      stretch = extendStretch(stretch, {
        position: (index / 4 + noise) as MediaSeconds,
        at: (250 * index) as LocalMs,
        rate: 1,
        isMeasured: true,
      });
    }
    expect(positionOn(stretch, 9_750 as LocalMs)).toBeCloseTo(9.75, 2);
    expect(positionOn(stretch, 20_000 as LocalMs)).toBeNull();
  });
});
