import { describe, expect, it } from 'vitest';
import type { VideoReading } from '../rig/video-controls.ts';
import { type Difference, measureDifference, summariseDifferences } from './measure-difference.ts';

const PLAYING: VideoReading = {
  currentTime: 10,
  duration: 300,
  paused: false,
  ended: false,
  seeking: false,
  playbackRate: 1,
  readyState: 4,
  muted: false,
  readAtMs: 1_000_000,
};

const milliseconds = (difference: Difference) =>
  difference.state === 'measured' ? Math.round(difference.differenceMs) : difference.state;

describe('the difference of two players', () => {
  it('is nothing when the later reading is further by the time that passed', () => {
    const later = { ...PLAYING, currentTime: 10.25, readAtMs: 1_000_250 };
    expect(milliseconds(measureDifference(PLAYING, later))).toBe(0);
    expect(milliseconds(measureDifference(later, PLAYING))).toBe(0);
  });

  it('is positive when the first is ahead', () => {
    expect(milliseconds(measureDifference(PLAYING, { ...PLAYING, currentTime: 9.96 }))).toBe(40);
  });

  it('counts with the speed of the party', () => {
    const later = { ...PLAYING, playbackRate: 2, currentTime: 10.5, readAtMs: 1_000_250 };
    expect(milliseconds(measureDifference({ ...PLAYING, playbackRate: 2 }, later))).toBe(0);
  });

  it('ignores when a paused one was read', () => {
    const paused = { ...PLAYING, paused: true };
    expect(milliseconds(measureDifference(paused, { ...paused, readAtMs: 1_009_000 }))).toBe(0);
  });

  it('says nothing in the middle of an act', () => {
    expect(milliseconds(measureDifference(PLAYING, { ...PLAYING, paused: true }))).toBe('in-between');
    expect(milliseconds(measureDifference({ ...PLAYING, seeking: true }, PLAYING))).toBe('in-between');
  });
});

describe('the summary', () => {
  it('takes sizes, whoever is ahead', () => {
    const differences: Difference[] = Array.from({ length: 20 }, (_, index) => ({
      state: 'measured',
      differenceMs: index % 2 === 0 ? index + 1 : -(index + 1),
    }));
    expect(summariseDifferences([...differences, { state: 'in-between' }])).toEqual({
      measured: 20,
      inBetween: 1,
      p50: 10,
      p95: 19,
      max: 20,
    });
  });

  it('has no numbers where there were none', () => {
    const empty = { measured: 0, inBetween: 0, p50: null, p95: null, max: null };
    expect(summariseDifferences([])).toEqual(empty);
  });
});
