import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { holdsEndAt, membersHolding, NO_HOLDS, withoutHolds } from './hold.ts';
import { carriesStanding, composeHoldAct, holdActSchema } from './hold-act.ts';
import type { MemberId } from './ids.ts';
import { MAX_HOLD_MS, MAX_LEAD_MS } from './protocol/limits.ts';
import {
  ALICE,
  actOf,
  BOB,
  CAROL,
  foldTimeline,
  orderOf,
  timelineHistory,
} from './testing/timeline-history.ts';
import type { RelayMs } from './time.ts';
import {
  expectedPosition,
  foldDepartures,
  foldHoldAct,
  foldPlaybackAct,
  timelineAt,
  waitingFor,
} from './timeline-fold.ts';
import { EMPTY_TIMELINE, type TimelineState } from './timeline-state.ts';

const T0 = 1_000_000;
const at = (ms: number) => (T0 + ms) as RelayMs;
const position = (state: TimelineState, ms: number) => expectedPosition(state, at(ms));

/** From 100 s, playing at speed 1 since T0. */
const PLAYING = foldPlaybackAct(EMPTY_TIMELINE, orderOf(1, T0, ALICE), actOf({ position: 100 }));

function hold(state: TimelineState, by: MemberId, ms: number, limitMs: number): TimelineState {
  return foldHoldAct(state, orderOf(2, at(ms), by), { kind: 'hold', limitMs });
}

function release(state: TimelineState, by: MemberId, ms: number, leadMs = 0): TimelineState {
  return foldHoldAct(state, orderOf(3, at(ms), by), { kind: 'release', leadMs, standing: null });
}

describe('a hold', () => {
  test('[HO1] freezes the timeline where it is and names whom the party waits for', () => {
    const state = hold(PLAYING, BOB, 2_000, 10_000);
    expect([2_000, 5_000, 11_999].map((ms) => position(state, ms))).toEqual([102, 102, 102]);
    expect(timelineAt(state, at(5_000))?.velocity).toBe(0);
    expect(waitingFor(state, at(5_000))).toEqual([BOB]);
  });

  test('[HO1] of a paused party makes nobody wait', () => {
    const pause = actOf({ kind: 'pause', isPlaying: false });
    const paused = foldPlaybackAct(EMPTY_TIMELINE, orderOf(1, T0, ALICE), pause);
    expect(waitingFor(hold(paused, BOB, 0, 10_000), at(1))).toEqual([]);
  });

  test('[HO1] before a scheduled start keeps it at its beginning', () => {
    const act = actOf({ position: 50, when: { kind: 'scheduled', leadMs: 3_000 } });
    const scheduled = foldPlaybackAct(EMPTY_TIMELINE, orderOf(1, T0, ALICE), act);
    const state = hold(scheduled, BOB, 1_000, 500);
    // Lapsed before the start: folded over or not, the start is not moved forward.
    for (const later of [state, foldDepartures(state, [CAROL], at(2_000))]) {
      expect([2_000, 3_000, 4_000].map((ms) => position(later, ms))).toEqual([50, 50, 51]);
    }
  });

  test('[HO2] ends at its limit by time alone, and the timeline goes on from where it stood', () => {
    const state = hold(PLAYING, BOB, 2_000, 10_000);
    expect(position(state, 12_000)).toBe(102);
    expect(position(state, 15_000)).toBe(105);
    expect(waitingFor(state, at(12_000))).toEqual([]);
  });

  test('[HO2] of several the last one to end counts', () => {
    const state = hold(hold(PLAYING, BOB, 0, 5_000), CAROL, 1_000, 9_000);
    expect(waitingFor(state, at(6_000))).toEqual([CAROL]);
    expect([9_999, 10_000, 11_000].map((ms) => position(state, ms))).toEqual([100, 100, 101]);
  });

  test('[HO2] is bounded, as is the lead of a release', () => {
    const isGood = (act: unknown) => v.safeParse(holdActSchema, act).success;
    expect(isGood({ kind: 'hold', limitMs: MAX_HOLD_MS })).toBe(true);
    expect(isGood({ kind: 'hold', limitMs: MAX_HOLD_MS + 1 })).toBe(false);
    expect(isGood({ kind: 'release', leadMs: MAX_LEAD_MS, standing: null })).toBe(true);
    expect(isGood({ kind: 'release', leadMs: -1, standing: null })).toBe(false);
    expect(isGood({ kind: 'hold', limitMs: Number.POSITIVE_INFINITY })).toBe(false);
    expect(isGood({ kind: 'wait', limitMs: 1 })).toBe(false);
  });
});

describe('asking again', () => {
  test('[HO3] a second hold of the same member changes nothing, lapsed or not, while the party waits', () => {
    const first = hold(hold(PLAYING, BOB, 0, 5_000), CAROL, 0, 20_000);
    expect(hold(first, BOB, 1_000, 60_000)).toEqual(first);
    expect(hold(first, BOB, 6_000, 60_000)).toEqual(first);
  });

  test('[HO3] after the waiting is over a member may be waited for again', () => {
    const again = hold(hold(PLAYING, BOB, 0, 5_000), BOB, 6_000, 5_000);
    expect(waitingFor(again, at(7_000))).toEqual([BOB]);
    expect(position(again, 7_000)).toBe(101);
  });

  test('[HO3] no number of holds makes the party wait longer than the longest of each member', () => {
    const asks = fc.array(
      fc.record({
        by: fc.constantFrom(BOB, CAROL),
        ms: fc.integer({ min: 0, max: 59_000 }),
        limitMs: fc.integer({ min: 59_500, max: MAX_HOLD_MS }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(asks, (drawn) => {
        const sorted = [...drawn].sort((a, b) => a.ms - b.ms);
        const state = sorted.reduce((held, ask) => hold(held, ask.by, ask.ms, ask.limitMs), PLAYING);
        const firsts = [BOB, CAROL].flatMap((by) => sorted.find((ask) => ask.by === by) ?? []);
        const end = Math.max(...firsts.map((ask) => ask.ms + ask.limitMs));
        expect(waitingFor(state, at(end))).toEqual([]);
        expect(timelineAt(state, at(end))?.velocity).toBe(1);
      }),
    );
  });
});

describe('going on without waiting', () => {
  const goOn = (state: TimelineState, ms: number, leadMs: number) =>
    foldHoldAct(state, orderOf(4, at(ms), ALICE), { kind: 'go-on', leadMs, standing: null });

  test('[HO4] ends all holds at once, with a lead for everyone, and moves nothing', () => {
    const two = hold(hold(PLAYING, BOB, 2_000, 60_000), CAROL, 3_000, 60_000);
    const state = goOn(two, 7_000, 500);
    expect(state.holds).toEqual(NO_HOLDS);
    expect([7_000, 7_500, 8_500].map((ms) => position(state, ms))).toEqual([102, 102, 103]);
  });

  test('[HO4] when nobody is waited for, or no longer, it changes nothing to be seen', () => {
    expect(goOn(PLAYING, 5_000, 3_000)).toEqual(PLAYING);
    const lapsed = goOn(hold(PLAYING, BOB, 2_000, 1_000), 5_000, 3_000);
    expect([5_000, 6_000].map((ms) => position(lapsed, ms))).toEqual([104, 105]);
  });

  test('[HO3] afterwards a member may hold anew', () => {
    const state = goOn(hold(PLAYING, BOB, 0, 60_000), 1_000, 0);
    expect(waitingFor(hold(state, BOB, 2_000, 5_000), at(3_000))).toEqual([BOB]);
  });
});

describe('what ends a hold before its limit', () => {
  test('[HO4] any act of anybody, and it starts from where the party stood', () => {
    const held = hold(PLAYING, BOB, 2_000, 60_000);
    // Carol's speed had not seen Alice's start: only the speed is meant.
    const rate = actOf({ kind: 'set-rate', position: 999, isPlaying: false, rate: 2 });
    const state = foldPlaybackAct(held, orderOf(3, at(7_000), CAROL, 0), rate);
    expect(state.holds).toEqual(NO_HOLDS);
    expect([7_000, 8_000].map((ms) => position(state, ms))).toEqual([102, 104]);
  });

  test('[HO4] an act that had seen everything ends it too', () => {
    const held = hold(PLAYING, BOB, 2_000, 60_000);
    const state = foldPlaybackAct(held, orderOf(3, at(7_000), CAROL), actOf({ position: 102 }));
    expect(waitingFor(state, at(7_000))).toEqual([]);
    expect(position(state, 8_000)).toBe(103);
  });

  test('[HO5] its member’s release, with a lead for everyone to be ready', () => {
    const state = release(hold(PLAYING, BOB, 2_000, 60_000), BOB, 7_000, 500);
    expect([7_000, 7_500, 8_500].map((ms) => position(state, ms))).toEqual([102, 102, 103]);
  });

  test('[HO5] its member’s departure', () => {
    const state = foldDepartures(hold(PLAYING, BOB, 2_000, 60_000), [BOB], at(7_000));
    expect([7_000, 8_000].map((ms) => position(state, ms))).toEqual([102, 103]);
  });

  test('[HO5] nobody else’s release or departure', () => {
    const held = hold(PLAYING, BOB, 2_000, 60_000);
    expect(release(held, CAROL, 7_000)).toEqual(held);
    expect(foldDepartures(held, [ALICE, CAROL], at(7_000))).toEqual(held);
  });

  test('[HO5] a release waits for the holds that still count, and for no other', () => {
    const two = hold(hold(PLAYING, BOB, 0, 20_000), CAROL, 0, 60_000);
    expect(position(release(two, CAROL, 10_000), 19_999)).toBe(100);
    // Bob's has lapsed long ago: the party stood all the time, so it goes on from now and not from then.
    const state = release(two, CAROL, 30_000, 1_000);
    expect([30_000, 31_000, 32_000].map((ms) => position(state, ms))).toEqual([100, 100, 101]);
    const left = foldDepartures(two, [CAROL], at(30_000));
    expect([30_000, 31_000].map((ms) => position(left, ms))).toEqual([100, 101]);
  });

  test('[HO5] a release without a hold does nothing', () => {
    expect(release(PLAYING, BOB, 1_000, 3_000)).toEqual(PLAYING);
  });

  test('[HO5] no event but an act ever moves the position of a party that plays by more than its time', () => {
    fc.assert(
      fc.property(timelineHistory(), (events) => {
        for (let index = 1; index < events.length; index += 1) {
          const event = events[index];
          if (event === undefined || event.channel === 'playback') continue;
          const before = expectedPosition(foldTimeline(events.slice(0, index)), event.order.at);
          const after = expectedPosition(foldTimeline(events.slice(0, index + 1)), event.order.at);
          expect(after).toBe(before);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('an end of a hold with its author’s standing', () => {
  const release = (standing: TimelineState) => ({ kind: 'release' as const, leadMs: 500, standing });

  test('[HO8] tells who knows nothing what everyone else has folded', () => {
    const held = hold(hold(PLAYING, BOB, 2_000, 10_000), CAROL, 3_000, 60_000);
    const order = orderOf(4, at(7_000), BOB);
    const late = foldHoldAct(EMPTY_TIMELINE, order, release(held));
    expect(late).toEqual(foldHoldAct(held, order, release(held)));
    expect(waitingFor(late, at(8_000))).toEqual([CAROL]);
  });

  test('[HO8] changes nothing for who knows better', () => {
    const lie = foldPlaybackAct(EMPTY_TIMELINE, orderOf(1, T0, BOB), actOf({ position: 999 }));
    const held = hold(PLAYING, BOB, 2_000, 60_000);
    const order = orderOf(4, at(7_000), BOB);
    expect(foldHoldAct(held, order, release(lie))).toEqual(foldHoldAct(held, order, release(held)));
  });

  test('[HO8] is left out where there is nothing to tell, or too much for a body', () => {
    const wish = { kind: 'release', leadMs: 0 } as const;
    const crowd = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`member-${index}`, at(1)]));
    expect(carriesStanding(composeHoldAct(wish, PLAYING))).toBe(true);
    expect(carriesStanding(composeHoldAct(wish, EMPTY_TIMELINE))).toBe(false);
    expect(carriesStanding(composeHoldAct(wish, { ...PLAYING, holds: crowd }))).toBe(false);
    expect(carriesStanding(composeHoldAct({ kind: 'hold', limitMs: 1 }, PLAYING))).toBe(false);
  });

  test('[HO8] survives the wire as it was', () => {
    fc.assert(
      fc.property(timelineHistory(), (events) => {
        const act = composeHoldAct({ kind: 'go-on', leadMs: 1 }, foldTimeline(events));
        expect(v.parse(holdActSchema, JSON.parse(JSON.stringify(act)))).toEqual(act);
      }),
    );
  });
});

test('[HO1] the small print: who holds, until when, without whom', () => {
  const holds = { [ALICE]: at(1), [BOB]: at(5) };
  expect(membersHolding(holds, at(1))).toEqual([BOB]);
  expect(holdsEndAt(holds)).toBe(at(5));
  expect(holdsEndAt(NO_HOLDS)).toBeNull();
  expect(withoutHolds(holds, [BOB, CAROL])).toEqual({ [ALICE]: at(1) });
});
