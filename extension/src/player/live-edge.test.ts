import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasGrown, type LiveEdge, noteEdge, noteGrowth } from './live-edge.ts';

const PIECE_S = 4;

/** What a player that looks for pieces each `PIECE_S` seconds sees, `lateS` after each one is there. */
function watch(lateS: readonly number[], ownStartS: number): LiveEdge {
  let edge = noteEdge(null, { startS: 0, endS: ownStartS }, 1_000);
  lateS.forEach((late, index) => {
    const endS = ownStartS + (index + 1) * PIECE_S;
    edge = noteEdge(edge, { startS: 0, endS }, 1_000 + (index + 1) * PIECE_S + late);
  });
  return edge;
}

describe('the live edge', () => {
  it('[LV2] is a first guess at once, and known with the first piece', () => {
    const edge = noteEdge(null, { startS: 0, endS: 24 }, 1_003);
    expect(edge.leadS).toBe(-979);
    expect(noteEdge(edge, { startS: 0, endS: 28 }, 1_004).leadS).toBe(-976);
  });

  it('[LV2] is where the piece that was heard of soonest puts it, for each member alike', () => {
    const lateS = fc.array(fc.double({ min: 0, max: PIECE_S, noNaN: true }), { minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(lateS, fc.double({ min: 0, max: 1e5, noNaN: true }), (late, ownStartS) => {
        const { leadS } = watch(late, ownStartS);
        // Never ahead of the truth, and behind it by less than what the soonest of the last ones was late.
        const aheadS = leadS - (ownStartS - 1_000);
        expect(aheadS).toBeLessThanOrEqual(1e-6);
        expect(aheadS).toBeGreaterThanOrEqual(-Math.min(...late.slice(-6)) - 0.75 - 1e-6);
      }),
    );
  });

  it('[LV2] does not move with the pieces', () => {
    const steady = watch([0.4, 0.1, 0.9, 0.5, 0.3, 0.7], 30);
    const { leadS } = steady;
    let edge = steady;
    for (let index = 7; index < 60; index += 1) {
      edge = noteEdge(
        edge,
        { startS: 0, endS: 30 + index * PIECE_S },
        1_000 + index * PIECE_S + (index % 3) / 4,
      );
      expect(edge.leadS).toBe(leadS);
    }
  });

  it('[LV2] waits out a line that brings no pieces, and begins anew with another stream', () => {
    const edge = watch([0.2, 0.1, 0.3], 30);
    expect(noteEdge(edge, { startS: 0, endS: 42 }, 2_000)).toBe(edge);
    const other = noteEdge(edge, { startS: 0, endS: 12 }, 2_000);
    expect(other.leadS).toBe(12 - 2_000);
  });
});

describe('an end that goes on', () => {
  const grow = (durations: readonly number[]) =>
    durations.reduce<ReturnType<typeof noteGrowth> | null>(noteGrowth, null);
  const isLive = (durations: readonly number[]) => hasGrown(grow(durations) ?? noteGrowth(null, 0));

  it('[LV1] tells of live; one that is only corrected does not', () => {
    expect(isLive([24, 28, 32])).toBe(true);
    expect(isLive([24, 24, 28])).toBe(false);
    expect(isLive([300, 300.02, 300.4])).toBe(false);
    expect(isLive([300, 30, 300])).toBe(false);
  });
});
