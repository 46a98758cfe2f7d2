import { describe, expect, it } from 'vitest';
import { mediaEvent, playFilm } from '../testing/filmed-page.ts';
import { type Act, beginningOf, measurePropagation, measureSeekCost } from './acts.ts';
import type { PageLog } from './page-log.ts';
import { longestOffRate } from './rates.ts';

const span = { fromMs: 1_000, toMs: 5_000 };
const act = (kind: Act['kind'], more: Partial<Act> = {}): Act => ({ kind, actor: 0, span, ...more });
const page = (log: Partial<PageLog>): PageLog => ({ frames: [], events: [], ...log });

describe('the way of an act', () => {
  it('goes from the actor’s event to the follower’s: pause and speed', () => {
    const logs = [
      page({ events: [mediaEvent('pause', 1_300), mediaEvent('ratechange', 1_400, { rate: 1.25 })] }),
      page({
        events: [
          mediaEvent('pause', 1_345),
          mediaEvent('ratechange', 1_410, { rate: 1.03 }),
          mediaEvent('ratechange', 1_450, { rate: 1.25 * 0.94 }),
        ],
      }),
    ];
    expect(beginningOf(act('pause'), logs)).toBe(1_300);
    expect(measurePropagation(act('pause'), logs, 1)).toBe(45);
    expect(measurePropagation(act('speed', { rate: 1.25 }), logs, 1)).toBe(50);
  });

  it('ends a play at the first moving frame, which a paused seek is not', () => {
    const frames = [
      { atMs: 500, filmMs: 0 },
      { atMs: 1_320, filmMs: 40 },
      ...playFilm({ fromMs: 2_000, toMs: 3_000, filmMs: 73 }),
    ];
    const logs = [page({ events: [mediaEvent('play', 1_300)] }), page({ frames })];
    expect(measurePropagation(act('resume'), logs, 1)).toBe(700);
  });

  it('ends a seek at the first frame from the new place', () => {
    const frames = [
      ...playFilm({ fromMs: 0, toMs: 1_400, filmMs: 0 }),
      ...playFilm({ fromMs: 1_500, toMs: 3_000, filmMs: 60_100 }),
    ];
    const events = [mediaEvent('seeking', 1_300, { positionMs: 60_000 })];
    const logs = [
      page({ events }),
      page({ frames, events: [mediaEvent('seeking', 1_340, { positionMs: 60_080 })] }),
    ];
    expect(measurePropagation(act('seek'), logs, 1)).toBe(200);
    expect(measureSeekCost(logs[1] ?? page({}), span)).toBe(160);
  });

  it('is nothing for who never followed', () => {
    const logs = [page({ events: [mediaEvent('pause', 1_300)] }), page({})];
    expect(measurePropagation(act('pause'), logs, 1)).toBeNull();
    expect(measurePropagation(act('seek'), logs, 1)).toBeNull();
  });
});

describe('time at another speed', () => {
  const change = (atMs: number, rate: number) => mediaEvent('ratechange', atMs, { rate });

  it('is the longest stretch beyond two percent of the party’s speed', () => {
    const events = [
      change(0, 1.02),
      change(1_000, 1.05),
      change(1_200, 0.9),
      change(1_900, 1),
      change(2_000, 1.03),
      change(2_100, 1),
    ];
    expect(longestOffRate(page({ events }), [])).toBe(900);
  });

  it('counts from a speed that was chosen', () => {
    const acts = [
      act('speed', { rate: 1.25 }),
      act('speed', { rate: 1, span: { fromMs: 5_000, toMs: 9_000 } }),
    ];
    const events = [
      change(1_000, 1.25 * 0.94),
      change(1_300, 1.25 * 1.001),
      change(5_400, 0.94),
      change(5_600, 1.001),
    ];
    expect(longestOffRate(page({ events }), acts)).toBe(300);
  });

  it('also counts what never ends', () => {
    const events = [change(1_000, 1.05), mediaEvent('timeupdate', 4_500, { rate: 1.05 })];
    expect(longestOffRate(page({ events }), [])).toBe(3_500);
  });
});
