import { describe, expect, it } from 'vitest';
import { NO_SHIFT, parseClock, readShown, type ShownClock } from './shown-clock.ts';

/** The film plays for so long, looked at four times a second; `shiftS` is the truth. */
function play(clock: ShownClock, fromOwnS: number, lengthS: number, shiftS: number): ShownClock {
  let next = clock;
  for (let ownS = fromOwnS; ownS < fromOwnS + lengthS; ownS += 0.25) {
    next = readShown(next, Math.floor(ownS + shiftS), ownS);
  }
  return next;
}

describe('seconds that a site writes beside its film', () => {
  it('[TM3] leave an element alone that has the film’s own seconds', () => {
    expect(play(NO_SHIFT, 100.1, 60, 0).shiftS).toBe(0);
    expect(play(NO_SHIFT, 100.1, 60, 0.4).shiftS).toBe(0);
  });

  it('[TM3] tell what was put before the film, to half a second', () => {
    expect(Math.abs(play(NO_SHIFT, 20.3, 5, -15).shiftS + 15)).toBeLessThan(0.5);
  });

  it('[TM3] are a guess at first sight, before the film has moved', () => {
    expect(readShown(NO_SHIFT, 0, 5).shiftS).toBe(-4.5);
    expect(readShown(NO_SHIFT, 0, 0.2).shiftS).toBe(0);
  });

  it('[TM3] are believed when they say so twice', () => {
    const calm = play(NO_SHIFT, 20, 3, 0);
    const once = readShown(readShown(calm, 9, 30), 10, 30.9);
    expect(once.shiftS).toBe(0);
    expect(readShown(once, 11, 31.9).shiftS).toBeCloseTo(-20.8, 1);
  });

  it('[TM3] that stand still, are gone or are dragged about say nothing', () => {
    let clock = play(NO_SHIFT, 0, 3, 0);
    for (const [at, shownS] of [10, 10, 10, null, 200, 250, 260, null, 10].entries()) {
      clock = readShown(clock, shownS, at);
    }
    expect(clock.shiftS).toBe(0);
  });

  it.each([
    ['1:02:03 / 0:10:00', 3_723, 600],
    ['12:04', 724, null],
    ['', null, null],
  ])('%o is read', (text, first, second) => {
    expect([parseClock(text), parseClock(text, 1)]).toEqual([first, second]);
  });
});
