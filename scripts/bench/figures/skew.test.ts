import { describe, expect, it } from 'vitest';
import { playFilm } from '../testing/filmed-page.ts';
import { sampleSkew, timeToSettle } from './skew.ts';

const SPAN = { fromMs: 1_000, toMs: 2_000 };

describe('skew', () => {
  it('is how much later the same frame was shown, not how the frames compare at an instant', () => {
    const first = playFilm({ fromMs: 0, toMs: 3_000, filmMs: 0 });
    const second = playFilm({ fromMs: 17, toMs: 3_000, filmMs: 0 });
    const samples = sampleSkew(first, second, SPAN);
    expect(samples).toHaveLength(100);
    for (const { skewMs } of samples) expect(skewMs).toBeCloseTo(17, 5);
  });

  it('is measured in film, so twice the speed makes it twice as much', () => {
    const first = playFilm({ fromMs: 0, toMs: 3_000, filmMs: 0, rate: 2 });
    const second = playFilm({ fromMs: 20, toMs: 3_000, filmMs: 0, rate: 2 });
    for (const { skewMs } of sampleSkew(first, second, SPAN)) expect(skewMs).toBeCloseTo(40, 5);
  });

  it('holds a picture that stands, and jumps where a picture jumps', () => {
    const first = [{ atMs: 0, filmMs: 500 }];
    const second = [
      { atMs: 0, filmMs: 500 },
      { atMs: 1_500, filmMs: 60_500 },
    ];
    const samples = sampleSkew(first, second, SPAN);
    expect(samples.find(({ atMs }) => atMs === 1_490)?.skewMs).toBe(0);
    expect(samples.find(({ atMs }) => atMs === 1_500)?.skewMs).toBe(-60_000);
  });

  it('is not known before both have shown something', () => {
    const first = playFilm({ fromMs: 0, toMs: 3_000, filmMs: 0 });
    expect(sampleSkew(first, [{ atMs: 1_900, filmMs: 0 }], SPAN)).toHaveLength(10);
    expect(sampleSkew(first, [], SPAN)).toEqual([]);
  });
});

describe('time to settle', () => {
  const samples = [80, 20, 60, 10, 5].map((skewMs, index) => ({ atMs: 100 + index * 10, skewMs }));

  it('counts until it was too much for the last time', () => {
    expect(timeToSettle(samples, 100, 50)).toBe(30);
    expect(timeToSettle(samples, 130, 50)).toBe(0);
  });

  it('is nothing when it is still too much at the end, or when nothing is known', () => {
    expect(timeToSettle([...samples, { atMs: 150, skewMs: -50 }], 100, 50)).toBeNull();
    expect(timeToSettle([], 100, 50)).toBeNull();
  });
});
