import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Meaning } from './body.ts';
import type { EventId, MemberId } from './ids.ts';
import type { Lamport } from './lamport.ts';
import type { EventRef } from './protocol/envelope.ts';
import {
  EMPTY_REPLICA,
  foldEvent,
  followsHead,
  isFolded,
  type OpenedEvent,
  type ReplicaState,
  startReplica,
} from './replica.ts';
import { ALICE, actOf, BOB, CAROL, type TimelineEvent, timelineHistory } from './testing/timeline-history.ts';
import type { RelayMs } from './time.ts';
import { timelineAt } from './timeline-fold.ts';

const refOf = (lamport: number, id = `event-${lamport}`): EventRef => ({
  lamport: lamport as Lamport,
  id: id as EventId,
});
const stampOf = (lamport: number, at = lamport * 1_000) => ({
  ref: refOf(lamport),
  prev: lamport === 1 ? null : refOf(lamport - 1),
  at: at as RelayMs,
});

function acted(lamport: number, by: MemberId, seq: number, meaning: Meaning | null): OpenedEvent {
  const basis = (lamport - 1) as Lamport;
  return { ...stampOf(lamport), from: 'member', by, seq, basis, meaning };
}
const played = (lamport: number, by: MemberId, seq: number, position: number) =>
  acted(lamport, by, seq, { channel: 'playback', act: actOf({ position }) });
const named = (lamport: number, by: MemberId, seq: number, name: string) =>
  acted(lamport, by, seq, { channel: 'party', act: { kind: 'profile', name } });
const joined = (lamport: number, id: MemberId): OpenedEvent => ({
  ...stampOf(lamport),
  from: 'relay',
  fact: { kind: 'members-changed', joined: [{ id, joinedAt: 0 as RelayMs }], left: [], host: id },
});

const fold = (events: readonly OpenedEvent[]) => events.reduce(foldEvent, EMPTY_REPLICA);
const positionOf = (replica: ReplicaState) => replica.timeline.playback?.vector.position;

describe('the chain', () => {
  test('[LT3] an event follows a replica if it names its head, by lamport and id', () => {
    const replica = fold([joined(1, ALICE), played(2, ALICE, 1, 5)]);
    expect(replica.head).toEqual(refOf(2));
    expect(followsHead(replica, { prev: refOf(2) })).toBe(true);
    expect(followsHead(replica, { prev: refOf(2, 'of another history') })).toBe(false);
    expect(followsHead(replica, { prev: refOf(1) })).toBe(false);
    expect(followsHead(replica, { prev: refOf(3) })).toBe(false);
    expect(followsHead(replica, { prev: null })).toBe(false);
  });

  test('[LT3] a party’s first event follows nothing, and only it follows an empty replica', () => {
    expect(followsHead(EMPTY_REPLICA, { prev: null })).toBe(true);
    expect(followsHead(EMPTY_REPLICA, { prev: refOf(1) })).toBe(false);
  });

  test('[LT3] what is at or below the head has been folded', () => {
    const replica = fold([joined(1, ALICE), played(2, ALICE, 1, 5)]);
    expect([1, 2, 3].map((lamport) => isFolded(replica, refOf(lamport)))).toEqual([true, true, false]);
    expect(isFolded(EMPTY_REPLICA, refOf(1))).toBe(false);
  });
});

describe('what is folded', () => {
  test('[SE3] a body whose seq is not above its member’s highest means nothing, but stands in the chain', () => {
    const before = fold([joined(1, ALICE), played(2, ALICE, 1, 5), played(3, ALICE, 2, 50)]);
    for (const seq of [1, 2]) {
      const replayed = foldEvent(before, played(4, ALICE, seq, 5));
      expect(replayed).toEqual({ ...before, head: refOf(4) });
    }
    expect(positionOf(foldEvent(before, played(4, ALICE, 3, 7)))).toBe(7);
    expect(positionOf(foldEvent(before, played(4, BOB, 1, 8)))).toBe(8);
  });

  test('[SE5] an event whose meaning is unknown uses its seq up and changes nothing else', () => {
    const before = fold([joined(1, ALICE), played(2, ALICE, 1, 5)]);
    const after = foldEvent(before, acted(3, ALICE, 2, null));
    expect(after).toEqual({ ...before, head: refOf(3), seqs: { [ALICE]: 2 } });
  });

  test('[SE5] a fact that is not known stands in the chain and changes nothing else', () => {
    const before = fold([joined(1, ALICE), played(2, ALICE, 1, 5)]);
    const after = foldEvent(before, { ...stampOf(3), from: 'relay', fact: { kind: 'unknown' } });
    expect(after).toEqual({ ...before, head: refOf(3) });
  });

  test('[HO5] a departure told by the relay ends the hold of who left', () => {
    const held = fold([
      played(1, ALICE, 1, 5),
      acted(2, BOB, 1, { channel: 'hold', act: { kind: 'hold', limitMs: 60_000 } }),
    ]);
    const fact = { kind: 'members-changed', joined: [], left: [BOB], host: ALICE } as const;
    const left = foldEvent(held, {
      ...stampOf(3),
      from: 'relay',
      fact: { ...fact, joined: [], left: [BOB] },
    });
    expect(timelineAt(held.timeline, 9_000 as RelayMs)?.velocity).toBe(0);
    expect(timelineAt(left.timeline, 9_000 as RelayMs)?.velocity).toBe(1);
  });

  test('[PB1] equal prefixes give equal replicas, whatever holds them and however often they are stored', () => {
    fc.assert(
      fc.property(timelineHistory(), (history) => {
        const events = openHistory(history);
        let stored = EMPTY_REPLICA;
        let live = EMPTY_REPLICA;
        for (const event of events) {
          live = foldEvent(live, event);
          stored = JSON.parse(JSON.stringify(foldEvent(stored, JSON.parse(JSON.stringify(event)))));
          expect(stored).toEqual(live);
        }
      }),
    );
  });
});

describe('a fresh start', () => {
  const roster = {
    members: [
      { id: BOB, joinedAt: 2 as RelayMs },
      { id: ALICE, joinedAt: 1 as RelayMs },
    ],
    host: BOB,
    rules: { isLocked: true, approvesJoiners: false, grants: { playback: 'host' as const } },
  };

  test('[PS4] who is in and who is host are the roster’s; names and timeline are the retained events’', () => {
    const retained = [joined(1, CAROL), named(3, CAROL, 1, 'Carol'), named(5, ALICE, 1, 'Alice')];
    const replica = startReplica(roster, [...retained, played(6, ALICE, 2, 42)], refOf(9));
    expect(replica.party.members.map(({ id }) => id)).toEqual([ALICE, BOB]);
    expect(replica.party.host).toBe(BOB);
    expect(replica.party.rules).toEqual(roster.rules);
    expect(replica.party.names).toEqual({ [CAROL]: 'Carol', [ALICE]: 'Alice' });
    expect(positionOf(replica)).toBe(42);
    expect(replica.seqs).toEqual({ [CAROL]: 1, [ALICE]: 2 });
    expect(replica.head).toEqual(refOf(9));
    expect(followsHead(replica, { prev: refOf(9) })).toBe(true);
  });

  test('[PS4] of a party in which nothing was said yet has members and no timeline', () => {
    const replica = startReplica(roster, [], null);
    expect(replica).toMatchObject({ head: null, timeline: { playback: null }, seqs: {} });
    expect(replica.party.members).toHaveLength(2);
  });

  test('[ST5] from a checkpoint that had seen all of the log is what everyone else has', () => {
    fc.assert(
      fc.property(timelineHistory(), fc.nat(), (history, draw) => {
        const index = draw % history.length;
        const events = openHistory(history).map((event, place) => {
          const isCheckpoint = place === index && event.from === 'member';
          return isCheckpoint
            ? { ...event, meaning: { channel: 'playback', act: actOf({}) } as const }
            : event;
        });
        const checkpoint = events[index];
        fc.pre(checkpoint?.from === 'member');
        const seen = { ...checkpoint, basis: index as Lamport } as OpenedEvent;
        const all = events.map((event, place) => (place === index ? seen : event));
        const late = startReplica(roster, all.slice(index), all.at(-1)?.ref ?? null);
        expect(late.timeline).toEqual(fold(all).timeline);
      }),
      { numRuns: 300 },
    );
  });
});

/** A history of the timeline as a replica meets it: seqs without gaps, one chain. */
function openHistory(history: readonly TimelineEvent[]): OpenedEvent[] {
  const seqs = new Map<MemberId, number>();
  return history.map((event): OpenedEvent => {
    const { lamport, at, by, basis } = event.order;
    const stamp = stampOf(lamport, at);
    if (event.channel === 'party') {
      const fact = { kind: 'members-changed' as const, joined: [], left: [...event.left], host: null };
      return { ...stamp, from: 'relay', fact };
    }
    const seq = (seqs.get(by) ?? 0) + 1;
    seqs.set(by, seq);
    const meaning: Meaning =
      event.channel === 'playback'
        ? { channel: 'playback', act: event.act }
        : { channel: 'hold', act: event.act };
    return { ...stamp, from: 'member', by, seq, basis, meaning };
  });
}
