// What a late joiner folds from the retained events is what everyone else has folded from all of them.

import { carriesStanding, composeHoldAct, type HoldAct, type HoldWish } from '@sameframe/shared/hold-act.ts';
import { type Lamport, NOTHING_SEEN } from '@sameframe/shared/lamport.ts';
import type { PlaybackAct } from '@sameframe/shared/playback.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import {
  foldDepartures,
  foldHoldAct,
  foldPlaybackAct,
  timelineAt,
  waitingFor,
} from '@sameframe/shared/timeline-fold.ts';
import { EMPTY_TIMELINE, type TimelineState } from '@sameframe/shared/timeline-state.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CoreWorld,
  createCoreWorld,
  type Guest,
  gatherParty,
  PARTY,
  type Seat,
} from '../testing/core-world.ts';
import { bodyOf, CHECKPOINT, intentOf, TIMELINE, textOf } from '../testing/drafts.ts';

type Wish =
  | { readonly channel: 'playback'; readonly act: PlaybackAct }
  | { readonly channel: 'hold'; readonly wish: HoldWish };

type Step =
  | { readonly kind: 'act'; readonly who: number; readonly lag: number; readonly act: Wish }
  | { readonly kind: 'leave' | 'vanish'; readonly who: number }
  | { readonly kind: 'wait'; readonly ms: number };

const CAST = 4;
const who = fc.nat({ max: CAST - 1 });

const playback: fc.Arbitrary<Wish> = fc
  .record({
    kind: fc.constantFrom('play' as const, 'pause' as const, 'seek-to' as const, 'set-rate' as const),
    position: fc.nat({ max: 5_000 }),
    isPlaying: fc.boolean(),
    rate: fc.constantFrom(0.5, 1, 2),
    age: fc.nat({ max: 3_000 }),
  })
  .map(({ age, position, ...rest }) => ({
    channel: 'playback',
    act: {
      ...rest,
      id: 'act' as PlaybackAct['id'],
      position: position as MediaSeconds,
      media: null,
      when: { kind: 'acted', actedAt: (1_000_000 + age) as RelayMs },
    },
  }));

const hold: fc.Arbitrary<Wish> = fc
  .oneof(
    fc.record({ kind: fc.constant('hold' as const), limitMs: fc.nat({ max: 60_000 }) }),
    fc.record({
      kind: fc.constantFrom('release' as const, 'release' as const, 'go-on' as const),
      leadMs: fc.nat({ max: 3_000 }),
    }),
  )
  .map((wish) => ({ channel: 'hold', wish }));

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      who,
      lag: fc.nat({ max: 3 }),
      act: fc.oneof(playback, hold),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('leave' as const, 'vanish' as const),
      who,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(10, 300, 5_000, 70_000) }),
  },
);

/** Long ones: what goes wrong needs several members and a few acts of each. */
const history = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' });

interface History {
  readonly all: readonly OrderedEvent[];
  readonly retained: readonly OrderedEvent[];
}

function playHistory(steps: readonly Step[]): History {
  const world = createCoreWorld();
  // The witness never acts and never leaves: it sees every event from the first on.
  const witness = world.connect();
  witness.join({ mode: 'create' });
  const actors = Array.from({ length: CAST }, () => createActor(world, witness));
  for (const each of steps) {
    if (each.kind === 'wait') world.advance(each.ms);
    else actors[each.who]?.take(each);
  }
  world.advance(1_000);
  return { all: witness.events, retained: world.store.catchUp(PARTY, null)?.events ?? [] };
}

/** Somebody who joins when there is something to do, acts, leaves and vanishes, each time as a new member. */
function createActor(world: CoreWorld, witness: Seat) {
  let seat: Seat | null = null;
  let seq = 0;
  let basis = NOTHING_SEEN;
  const foldUpTo = (last: Lamport) => foldTimeline(witness.events.filter((event) => event.lamport <= last));
  const act = (step: Extract<Step, { kind: 'act' }>): void => {
    // Lagging: it has not seen the last few events yet. But nobody forgets what they have seen.
    const seen = witness.events.at(-1 - step.lag)?.lamport ?? NOTHING_SEEN;
    basis = Math.max(basis, seen) as Lamport;
    const { channel } = step.act;
    const meant = channel === 'playback' ? step.act.act : composeHoldAct(step.act.wish, foldUpTo(basis));
    const isCheckpoint = channel === 'playback' || carriesStanding(meant as HoldAct);
    const retain = isCheckpoint ? CHECKPOINT : TIMELINE;
    seq += 1;
    seat?.intent(intentOf(seq, { channel, basis, retain, body: bodyOf(JSON.stringify(meant)) }));
  };
  return {
    take(step: Exclude<Step, { kind: 'wait' }>): void {
      if (seat === null) {
        seat = world.connect();
        seat.join();
        seq = 0;
        basis = NOTHING_SEEN;
      }
      if (step.kind === 'act') {
        act(step);
        return;
      }
      if (step.kind === 'leave') world.core.leave(seat.connection);
      else seat.disconnect();
      seat = null;
    },
  };
}

function foldTimeline(events: readonly OrderedEvent[]): TimelineState {
  return events.reduce((state: TimelineState, event) => {
    if (event.from === 'relay') {
      return event.fact.kind === 'members-changed' ? foldDepartures(state, event.fact.left, event.at) : state;
    }
    const act = JSON.parse(textOf(event.body));
    return event.channel === 'playback' ? foldPlaybackAct(state, event, act) : foldHoldAct(state, event, act);
  }, EMPTY_TIMELINE);
}

describe('retention', () => {
  test('[ST11] fold(retained) = fold(all)', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { all, retained } = playHistory(steps);
        const late = foldTimeline(retained);
        const present = foldTimeline(all);
        // All that is seen; `lastOther` only serves to judge acts that have not seen the checkpoint either.
        expect({ ...late, lastOther: null }).toEqual({ ...present, lastOther: null });
        const at = all.at(-1)?.at ?? 0;
        for (const ms of [0, 500, 10_000, 100_000]) {
          const now = (at + ms) as RelayMs;
          expect(timelineAt(late, now)).toEqual(timelineAt(present, now));
          expect(waitingFor(late, now)).toEqual(waitingFor(present, now));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('[HO8 ST11] six hundred stalls without an act leave little, and a late joiner at the right place', () => {
    const say = (who: number, wish: HoldWish): Step => ({
      kind: 'act',
      who,
      lag: 0,
      act: { channel: 'hold', wish },
    });
    const stalls = Array.from({ length: 600 }, (_, index): Step[] => [
      say(index % 2, { kind: 'hold', limitMs: 4_000 }),
      { kind: 'wait', ms: index % 7 === 0 ? 5_000 : 300 },
      say(index % 2, { kind: 'release', leadMs: 200 }),
      { kind: 'wait', ms: 300 },
    ]).flat();
    const play = fc.sample(playback, 1).map((act): Step => ({ kind: 'act', who: 0, lag: 0, act }));
    const { all, retained } = playHistory([...play, ...stalls]);
    expect(all.length).toBeGreaterThan(1_000);
    expect(retained.length).toBeLessThan(5);
    expect(foldTimeline(retained)).toEqual(foldTimeline(all));
  });

  test('[LT3] the log is one chain: every event names the one before it, in rising order and time', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { all } = playHistory(steps);
        for (const [index, event] of all.entries()) {
          const before = all[index - 1];
          expect(event.prev).toEqual(
            before === undefined ? null : { lamport: before.lamport, id: before.id },
          );
          expect(event.lamport).toBeGreaterThan(before?.lamport ?? 0);
          expect(event.at).toBeGreaterThanOrEqual(before?.at ?? 0);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('[ST11] a party in which the acts are current keeps little', () => {
    const world = createCoreWorld();
    const [alice] = gatherParty(world, 3) as [Guest];
    for (let seq = 1; seq <= 50; seq += 1) {
      const head = world.core.probe(alice.seat.connection, world.now());
      const basis = (head.ok && head.head !== null ? head.head.lamport : 0) as Lamport;
      alice.seat.intent(intentOf(seq, { basis, retain: CHECKPOINT }));
    }
    expect(world.store.catchUp(PARTY, null)?.events).toHaveLength(1);
  });
});
