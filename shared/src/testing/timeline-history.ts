// Histories of a party's timeline for tests: well-formed acts by name, and arbitrary ones for properties. Lagging,
// hostile and forgetful authors included: a fold must take whatever order and basis the log holds.
import fc from 'fast-check';
import type { HoldAct } from '../hold-act.ts';
import type { MediaKey, MemberId } from '../ids.ts';
import type { Lamport } from '../lamport.ts';
import type { ActId, Media, PlaybackAct } from '../playback.ts';
import type { MediaSeconds, RelayMs } from '../time.ts';
import { foldDepartures, foldHoldAct, foldPlaybackAct, type Ordering } from '../timeline-fold.ts';
import { EMPTY_TIMELINE, type TimelineState } from '../timeline-state.ts';

export const ALICE = 'alice-----------------' as MemberId;
export const BOB = 'bob-------------------' as MemberId;
export const CAROL = 'carol-----------------' as MemberId;

export type TimelineEvent =
  | { readonly channel: 'playback'; readonly order: Ordering; readonly act: PlaybackAct }
  | { readonly channel: 'hold'; readonly order: Ordering; readonly act: HoldAct }
  | { readonly channel: 'party'; readonly order: Ordering; readonly left: readonly MemberId[] };

export function foldTimelineEvent(state: TimelineState, event: TimelineEvent): TimelineState {
  switch (event.channel) {
    case 'playback':
      return foldPlaybackAct(state, event.order, event.act);
    case 'hold':
      return foldHoldAct(state, event.order, event.act);
    case 'party':
      return foldDepartures(state, event.left, event.order.at);
  }
}

export function foldTimeline(events: readonly TimelineEvent[]): TimelineState {
  return events.reduce(foldTimelineEvent, EMPTY_TIMELINE);
}

/** An act made at `at` of whoever; by default a start from 100 s. */
export function actOf(parts: Partial<Omit<PlaybackAct, 'position'>> & { position?: number }): PlaybackAct {
  const { position = 100, ...rest } = parts;
  return {
    id: 'act' as ActId,
    kind: 'play',
    isPlaying: true,
    rate: 1,
    media: null,
    when: { kind: 'scheduled', leadMs: 0 },
    ...rest,
    position: position as MediaSeconds,
  };
}

export function orderOf(lamport: number, at: number, by: MemberId, basis = lamport - 1): Ordering {
  return { lamport: lamport as Lamport, at: at as RelayMs, by, basis: basis as Lamport };
}

const START_MS = 1_000_000;

const playbackAct: fc.Arbitrary<PlaybackAct> = fc
  .record({
    kind: fc.constantFrom<PlaybackAct['kind'][]>('play', 'pause', 'seek-to', 'set-rate', 'change-media'),
    position: fc.integer({ min: 0, max: 5_000 }),
    isPlaying: fc.boolean(),
    rate: fc.constantFrom(0.5, 1, 1.5, 2),
    when: fc.oneof(
      fc.record({
        kind: fc.constant('acted' as const),
        actedAt: fc.integer({ min: START_MS - 5_000, max: START_MS + 500_000 }).map((ms) => ms as RelayMs),
      }),
      fc.record({ kind: fc.constant('scheduled' as const), leadMs: fc.integer({ min: 0, max: 3_000 }) }),
    ),
  })
  .map(actOf);

const FILMS = ['one', 'other'].map((title): Media => {
  const url = `https://example.org/${title}`;
  return { key: url as MediaKey, url, title };
});

const actOnSomeFilm = fc
  .tuple(playbackAct, fc.constantFrom(null, ...FILMS))
  .map(([act, media]): PlaybackAct => ({ ...act, media }));

const holdAct: fc.Arbitrary<HoldAct> = fc.oneof(
  fc.record({ kind: fc.constant('hold' as const), limitMs: fc.integer({ min: 0, max: 60_000 }) }),
  fc.record({
    kind: fc.constantFrom('release' as const, 'release' as const, 'go-on' as const),
    leadMs: fc.integer({ min: 0, max: 3_000 }),
    standing: fc.constant(null),
  }),
);

const someone = fc.constantFrom(ALICE, BOB, CAROL);

const step = fc.record({
  gapMs: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 80_000 })),
  by: someone,
  /** How many of the newest events the author had not seen; any number, also more than last time. */
  unseen: fc.integer({ min: 0, max: 6 }),
  what: fc.oneof(
    { weight: 4, arbitrary: actOnSomeFilm.map((act) => ({ channel: 'playback' as const, act })) },
    { weight: 4, arbitrary: holdAct.map((act) => ({ channel: 'hold' as const, act })) },
    {
      weight: 1,
      arbitrary: fc.subarray([ALICE, BOB, CAROL]).map((left) => ({ channel: 'party' as const, left })),
    },
  ),
});

/** Ordered events as a relay would stamp them: lamports rise, time never goes back. */
export function timelineHistory(maxLength = 20): fc.Arbitrary<readonly TimelineEvent[]> {
  return fc.array(step, { minLength: 1, maxLength, size: 'max' }).map((steps) => {
    let at = START_MS;
    return steps.map(({ gapMs, by, unseen, what }, index) => {
      at += gapMs;
      return { ...what, order: orderOf(index + 1, at, by, Math.max(0, index - unseen)) };
    });
  });
}

/** One playback act of each kind and size, unordered. */
export { playbackAct };
