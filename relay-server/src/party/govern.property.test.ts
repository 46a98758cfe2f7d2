// Whatever hosts and others do to a party, who was there all along and who comes now know the same of it.
import type { MemberId } from '@sameframe/shared/ids.ts';
import { roleOf } from '@sameframe/shared/party.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { CatchUp, Welcome } from '@sameframe/shared/protocol/to-member.ts';
import {
  foldEvent,
  followsHead,
  type OpenedEvent,
  type ReplicaState,
  startReplica,
} from '@sameframe/shared/replica.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CoreWorld, createCoreWorld, PARTY, type Seat } from '../testing/core-world.ts';
import { idOf, intentOf, joinOf } from '../testing/drafts.ts';
import { arbitraryWish, composeWish } from '../testing/wishes.ts';

const who = fc.nat({ max: 3 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('govern' as const), who, wish: arbitraryWish }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('join' as const, 'leave' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('join-anew' as const, 'act' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 250) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Person {
  seat: Seat;
  /** The first one was let in; later ones may not have been. */
  welcome: Welcome | null;
  readonly known: Welcome[];
}

function open(event: OrderedEvent): OpenedEvent {
  const stamp = { ref: { lamport: event.lamport, id: event.id }, prev: event.prev, at: event.at };
  if (event.from === 'relay') return { from: 'relay', ...stamp, fact: event.fact };
  return { from: 'member', ...stamp, by: event.by, seq: event.seq, basis: event.basis, meaning: null };
}

function replicaFrom({ roster, events, head }: CatchUp): ReplicaState {
  return startReplica(roster, events.map(open), head);
}

/** Folds strictly along the chain. */
function foldAll(replica: ReplicaState, events: readonly OrderedEvent[]): ReplicaState {
  return events.map(open).reduce((state, event) => {
    expect(followsHead(state, event)).toBe(true);
    return foldEvent(state, event);
  }, replica);
}

function enter(world: CoreWorld, person: Person, token: Welcome['token'] | null): void {
  person.seat.disconnect();
  person.seat = world.connect();
  const reply = world.core.join(person.seat.connection, joinOf(PARTY, { token }));
  person.welcome = reply.ok ? reply : null;
  if (reply.ok) person.known.push(reply);
}

function take(world: CoreWorld, people: readonly Person[], step: Exclude<Step, { kind: 'wait' }>): void {
  const person = people[step.who] as Person;
  const { connection } = person.seat;
  switch (step.kind) {
    case 'govern': {
      const member = people[step.wish.about]?.known.at(-1)?.member as MemberId;
      world.core.govern(connection, composeWish(step.wish, member, idOf('nobody knocked')));
      return;
    }
    case 'join':
      return enter(world, person, person.known.at(-1)?.token ?? null);
    case 'join-anew':
      return enter(world, person, null);
    case 'leave':
      if (world.core.leave(connection).ok) person.welcome = null;
      return;
    case 'act':
      world.core.intent(connection, intentOf(1, { retain: { kind: 'none' } }));
  }
}

function play(steps: readonly Step[]) {
  const world = createCoreWorld();
  const people = Array.from({ length: 4 }, (_, index): Person => {
    const seat = world.connect();
    const welcome = seat.join({ mode: index === 0 ? 'create' : 'join' });
    return { seat, welcome, known: [welcome] };
  });
  for (const each of steps) {
    if (each.kind === 'wait') world.advance(each.ms);
    else take(world, people, each);
  }
  world.advance(1_000);
  return { world, people: people.filter(({ seat }) => seat.closings.length === 0) };
}

test('[PS6] who was there all along and who comes now know the same roles, rules, members and host', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
      const { world, people } = play(steps);
      const catchUp = world.store.catchUp(PARTY, null) as CatchUp;
      const late = replicaFrom(catchUp);
      for (const { seat, welcome } of people) {
        if (welcome === null) continue;
        expect(foldAll(replicaFrom(welcome), seat.events)).toMatchObject({
          head: late.head,
          party: late.party,
        });
      }
      expect(world.problems).toEqual([]);
    }),
  );
});

test('[AD18] a party that somebody is in has one host, whatever is asked for', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
      const { party } = replicaFrom(play(steps).world.store.catchUp(PARTY, null) as CatchUp);
      const hosts = party.members.filter(({ id }) => roleOf(party, id) === 'host');
      expect(hosts).toHaveLength(Math.min(1, party.members.length));
    }),
  );
});
