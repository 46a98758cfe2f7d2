import { describe, expect, it } from 'vitest';
import { judge } from '../report/limits.ts';
import { summarise } from '../report/summary.ts';
import { mediaEvent, playFilm } from '../testing/filmed-page.ts';
import { computeCell } from './cell-figures.ts';

const pauseOn = (...frames: number[]) => ({
  actor: 0,
  pictures: frames.map((paintedFrame) => ({ playheadMs: 0, paintedFrame })),
});

/** Two pages that play from 1 s on, the second one late by so much; the first pauses at 20 s, the second 60 ms later. */
function playTwo(lateMs: number) {
  const steady = [{ fromMs: 5_000, toMs: 20_000 }];
  const first = {
    frames: playFilm({ fromMs: 1_000, toMs: 20_000, filmMs: 0 }),
    events: [mediaEvent('pause', 20_000)],
  };
  const second = {
    frames: playFilm({ fromMs: 1_000 + lateMs, toMs: 20_000, filmMs: 0 }),
    events: [mediaEvent('ratechange', 9_000), mediaEvent('ratechange', 10_000), mediaEvent('pause', 20_060)],
  };
  const figures = computeCell({
    logs: [first, second],
    steady,
    acts: [{ kind: 'pause', actor: 0, span: { fromMs: 19_900, toMs: 22_000 } }],
    oneWayMs: () => 40,
    unseenApartMs: () => 0,
    seekCostMs: [],
  });
  return summarise({
    figures,
    pauses: [pauseOn(7, 7), pauseOn(7, 8)],
    cpuShares: [0.1, null],
    referenceP95Ms: 16,
    echoes: null,
  });
}

describe('a cell', () => {
  it('comes to its worst figures', () => {
    const summary = playTwo(18);
    expect(summary.steadyP95Ms).toBeCloseTo(18, 5);
    expect(summary.beyondReferenceMs).toBeCloseTo(2, 5);
    expect(summary.pauseMs).toBe(20);
    expect(summary.rateChangesPerMinute).toBe(8);
    expect(summary.pausedApartMax).toBe(1);
    expect(summary.cpuShare).toBe(0.1);
    expect(summary.playMs).toBeNull();
  });

  it('breaks its limits with an error of 50 ms, and not without', () => {
    const steady = (lateMs: number) =>
      judge(playTwo(lateMs), 'broadband').find(({ figure }) => figure === 'beyondReferenceMs')?.isMet;
    expect(steady(18)).toBe(true);
    expect(steady(50)).toBe(false);
  });

  it('says never where somebody never came together', () => {
    const summary = summarise({
      figures: {
        steadySkewMs: null,
        steadySeeksPerMinute: 0,
        steadyRateChangesPerMinute: 0,
        longestOffRateMs: 0,
        pictureLagMs: [],
        acts: [{ kind: 'seek', actor: 0, follower: 1, settleMs: null, delayMs: 3, beyondMs: 3 }],
      },
      pauses: [],
      cpuShares: [],
      referenceP95Ms: null,
      echoes: null,
    });
    expect(summary.settleMs).toBe(Number.POSITIVE_INFINITY);
    expect(judge(summary, 'bad').find(({ figure }) => figure === 'settleMs')?.isMet).toBe(false);
  });
});
