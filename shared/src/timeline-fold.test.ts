import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOTHING_SEEN } from './lamport.ts';
import type { PlaybackAct } from './playback.ts';
import { MAX_ACT_AGE_MS, MAX_HOLD_MS, MAX_LEAD_MS } from './protocol/limits.ts';
import {
  ALICE,
  actOf,
  BOB,
  CAROL,
  foldTimeline,
  foldTimelineEvent,
  orderOf,
  playbackAct,
  type TimelineEvent,
  timelineHistory,
} from './testing/timeline-history.ts';
import type { RelayMs } from './time.ts';
import { positionAt } from './timeline.ts';
import {
  expectedPosition,
  foldDepartures,
  foldPlaybackAct,
  newestActByOthers,
  timelineAt,
} from './timeline-fold.ts';
import { EMPTY_TIMELINE, type TimelineState } from './timeline-state.ts';

const T0 = 1_000_000;
const playing = (position = 100) =>
  foldPlaybackAct(EMPTY_TIMELINE, orderOf(1, T0, ALICE), actOf({ position }));
const at = (ms: number) => ms as RelayMs;

/** What a person could see of a state from `from` on: where, and whether it moves. */
function motionFrom(state: TimelineState, from: number): readonly (readonly [number, number] | null)[] {
  return [0, 1, 700, 3_000, 20_000, 61_000, 130_000].map((ms) => {
    const now = at(from + ms);
    const vector = timelineAt(state, now);
    if (vector === null) return null;
    const isMoving = vector.velocity !== 0 && vector.timestamp <= now;
    return [Math.round(positionAt(vector, now) * 1e6) / 1e6, isMoving ? vector.velocity : 0];
  });
}

describe('the fold as a whole', () => {
  test('[PB1] the same events give the same state, in one go or one by one', () => {
    fc.assert(
      fc.property(timelineHistory(), fc.nat(), (events, cut) => {
        const split = cut % events.length;
        const later = events.slice(split).reduce(foldTimelineEvent, foldTimeline(events.slice(0, split)));
        const stored = JSON.parse(JSON.stringify(foldTimeline(events)));
        expect(later).toEqual(foldTimeline(events));
        expect(stored).toEqual(foldTimeline(events));
      }),
    );
  });

  test('[PB4] from a whole act on, what was before makes no difference to anything later', () => {
    fc.assert(
      fc.property(timelineHistory(8), playbackAct, timelineHistory(8), (before, act, after) => {
        const lamport = before.length + 1;
        const begin = before.at(-1)?.order.at ?? T0;
        const current: TimelineEvent = { channel: 'playback', order: orderOf(lamport, begin, BOB), act };
        const rest = after.map((event): TimelineEvent => {
          const { order } = event;
          const moved = orderOf(order.lamport + lamport, order.at + begin - T0, order.by, order.basis);
          return { ...event, order: moved };
        });
        expect(foldTimeline([current, ...rest])).toEqual(foldTimeline([...before, current, ...rest]));
      }),
    );
  });

  test('[HO7] looking later is the same as folding later events that change nothing', () => {
    fc.assert(
      fc.property(timelineHistory(), fc.integer({ min: 0, max: 200_000 }), (events, waitMs) => {
        const state = foldTimeline(events);
        const now = (events.at(-1)?.order.at ?? T0) + waitMs;
        const stranger = 'stranger--------------' as typeof ALICE;
        const touched = foldDepartures(state, [stranger], at(now));
        expect(motionFrom(touched, now)).toEqual(motionFrom(state, now));
      }),
    );
  });

  test('[HO6] whatever happened, while the party plays the timeline moves again by itself', () => {
    fc.assert(
      fc.property(timelineHistory(30), (events) => {
        const state = foldTimeline(events);
        const last = events.at(-1)?.order.at ?? T0;
        const now = at(last + MAX_HOLD_MS + MAX_LEAD_MS);
        const vector = timelineAt(state, now);
        if (state.playback === null || vector === null) return;
        expect(vector.velocity).toBe(state.playback.isPlaying ? state.playback.rate : 0);
        expect(vector.timestamp).toBeLessThanOrEqual(now);
      }),
      { numRuns: 500 },
    );
  });

  test('[PB1] before the first act there is no timeline, and a hold or a departure makes none', () => {
    fc.assert(
      fc.property(timelineHistory(), (events) => {
        const state = foldTimeline(events.filter(({ channel }) => channel !== 'playback'));
        expect(state).toEqual(EMPTY_TIMELINE);
        expect(timelineAt(state, at(T0))).toBeNull();
        expect(expectedPosition(state, at(T0))).toBeNull();
      }),
    );
  });
});

describe('an act whose author had seen everything', () => {
  test('[PB2] is the whole state', () => {
    const act = actOf({ kind: 'seek-to', position: 7, isPlaying: false, rate: 2 });
    const state = foldPlaybackAct(playing(), orderOf(2, T0 + 5_000, BOB), act);
    expect(state.playback).toEqual({
      vector: { position: 7, velocity: 0, timestamp: T0 + 5_000 },
      isPlaying: false,
      rate: 2,
      media: null,
    });
    expect(state.lastAct).toEqual({ lamport: 2, by: BOB, kind: 'seek-to', id: 'act' });
  });

  test('[PB7] a scheduled start stands still until its time', () => {
    const act = actOf({ position: 50, when: { kind: 'scheduled', leadMs: 800 } });
    const state = foldPlaybackAct(EMPTY_TIMELINE, orderOf(1, T0, ALICE), act);
    expect(expectedPosition(state, at(T0))).toBe(50);
    expect(expectedPosition(state, at(T0 + 800))).toBe(50);
    expect(expectedPosition(state, at(T0 + 1_800))).toBe(51);
  });

  test('[PB3] is dated by its author, but neither later than its ordering nor two seconds before', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e13, noNaN: true }), (actedAt) => {
        const act = actOf({ when: { kind: 'acted', actedAt: at(actedAt) } });
        const state = foldPlaybackAct(EMPTY_TIMELINE, orderOf(1, T0, ALICE), act);
        const timestamp = state.playback?.vector.timestamp ?? Number.NaN;
        expect(timestamp).toBeLessThanOrEqual(T0);
        expect(timestamp).toBeGreaterThanOrEqual(T0 - MAX_ACT_AGE_MS);
        if (actedAt <= T0 && actedAt >= T0 - MAX_ACT_AGE_MS) expect(timestamp).toBe(actedAt);
      }),
    );
  });
});

describe('own quick acts', () => {
  test('[PB2] an act that is behind its own author’s acts only is whole', () => {
    const events = [0, 1, 2].map((index): TimelineEvent => {
      const act = actOf({ kind: 'seek-to', position: index, isPlaying: index === 0 });
      return { channel: 'playback', order: orderOf(index + 1, T0 + index, ALICE, 0), act };
    });
    const state = foldTimeline(events);
    expect(state.playback).toMatchObject({ isPlaying: false, vector: { position: 2, timestamp: T0 + 2 } });
  });

  test('[PB2] another member’s act in between makes the next one partial', () => {
    let state = playing();
    const pause = actOf({ kind: 'pause', position: 103, isPlaying: false });
    state = foldPlaybackAct(state, orderOf(2, T0 + 3_000, BOB), pause);
    state = foldPlaybackAct(state, orderOf(3, T0 + 3_100, ALICE, 0), actOf({ kind: 'seek-to', position: 9 }));
    expect(state.playback).toMatchObject({ isPlaying: false, vector: { position: 9, velocity: 0 } });
  });

  test('[PB2] what an author may have missed is the newest act of the others', () => {
    let state = playing();
    expect(newestActByOthers(state, ALICE)).toBe(NOTHING_SEEN);
    expect(newestActByOthers(state, BOB)).toBe(1);
    state = foldPlaybackAct(state, orderOf(4, T0, BOB, 0), actOf({}));
    expect([ALICE, BOB, CAROL].map((author) => newestActByOthers(state, author))).toEqual([4, 1, 4]);
  });
});

describe('an act whose author had not seen another’s', () => {
  /** Alice's, which nobody else has seen yet; then `act` by Bob, who saw nothing. */
  const crossing = fc.tuple(
    playbackAct,
    playbackAct.filter(({ kind }) => kind !== 'change-media'),
    fc.integer({ min: 0, max: 5_000 }),
  );
  const cross = ([first, second, gapMs]: [PlaybackAct, PlaybackAct, number]) => {
    const before = foldPlaybackAct(EMPTY_TIMELINE, orderOf(1, T0, ALICE, 0), first);
    const after = foldPlaybackAct(before, orderOf(2, T0 + gapMs, BOB, 0), second);
    if (before.playback === null || after.playback === null)
      throw new Error('an act always gives a playback');
    return { before: before.playback, after: after.playback, act: second };
  };

  test('[PB2] a seek or a speed never starts or stops anything; only a speed changes the speed', () => {
    fc.assert(
      fc.property(crossing, (drawn) => {
        const { before, after, act } = cross(drawn);
        const isPlaying = { play: true, pause: false }[act.kind as string] ?? before.isPlaying;
        expect(after.isPlaying).toBe(isPlaying);
        expect(after.rate).toBe(act.kind === 'set-rate' ? act.rate : before.rate);
        expect(after.vector.velocity).toBe(isPlaying ? after.rate : 0);
        expect(after.media).toEqual(before.media);
      }),
    );
  });

  test('[PB2] a play or a speed never moves the position; a seek or a pause is where its author was', () => {
    fc.assert(
      fc.property(crossing, (drawn) => {
        const { before, after, act } = cross(drawn);
        const isPlaced = act.kind === 'seek-to' || act.kind === 'pause';
        const expected = isPlaced ? act.position : positionAt(before.vector, after.vector.timestamp);
        expect(after.vector.position).toBe(expected);
        expect(after.vector.timestamp).toBeGreaterThanOrEqual(before.vector.timestamp);
      }),
    );
  });

  test('[PB2] a change of media is always whole', () => {
    const media = { key: 'other' as never, url: 'https://example.org/other', title: 'Other' };
    const act = actOf({ kind: 'change-media', position: 0, isPlaying: false, media });
    const state = foldPlaybackAct(playing(), orderOf(2, T0 + 9, BOB, 0), act);
    expect(state.playback).toMatchObject({ media, isPlaying: false, vector: { position: 0 } });
  });
});
