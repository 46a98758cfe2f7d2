// Whatever members do, a party kept in SQLite answers exactly as one kept in memory.
import type { KnockId, MemberId } from '@sameframe/shared/ids.ts';
import { NOTHING_SEEN } from '@sameframe/shared/lamport.ts';
import type { Retain } from '@sameframe/shared/protocol/envelope.ts';
import type { Welcome } from '@sameframe/shared/protocol/to-member.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CoreWorld, createCoreWorld, PARTY, type Seat } from '../testing/core-world.ts';
import { bodyOf, idOf, intentOf, joinOf } from '../testing/drafts.ts';
import { createTempFolder } from '../testing/temp-folder.ts';
import { arbitraryWish, composeWish } from '../testing/wishes.ts';
import { createMemoryStore } from './memory-store.ts';
import type { PromptStore } from './party-store.ts';
import { createPromptSqliteStore } from './sqlite-store.ts';

const RETAINS: readonly Retain[] = [
  { kind: 'none' },
  { kind: 'last', key: 'profile' },
  { kind: 'last', key: 'other' },
  { kind: 'log', log: 'timeline', checkpoint: false },
  { kind: 'log', log: 'timeline', checkpoint: true },
];

const NOBODYS = idOf<KnockId>('nobody knocked');

const who = fc.nat({ max: 3 });
const step = fc.oneof(
  fc.record({
    kind: fc.constant('intent' as const),
    who,
    seqShift: fc.constantFrom(0, 0, 0, 0, -1, 1),
    lag: fc.constantFrom(0, 0, 1, 5),
    retain: fc.constantFrom(...RETAINS),
    text: fc.constantFrom('a', 'b'),
  }),
  fc.record({
    kind: fc.constantFrom('join' as const, 'join-anew' as const, 'leave' as const, 'vanish' as const),
    who,
  }),
  fc.record({ kind: fc.constant('govern' as const), who, wish: arbitraryWish }),
  fc.record({ kind: fc.constant('resume' as const), who, lag: fc.nat({ max: 8 }) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 250, 40_000, 100_000) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Person {
  seat: Seat;
  member: MemberId | null;
  token: Welcome['token'] | null;
  seq: number;
}

/** Everything that anybody was answered or sent. */
function play(store: PromptStore, steps: readonly Step[]): unknown[] {
  const world = createCoreWorld({ store, settings: { partyLingerMs: 60_000 } });
  const people = Array.from(
    { length: 4 },
    (): Person => ({
      seat: world.connect(),
      member: null,
      token: null,
      seq: 0,
    }),
  );
  const answers: unknown[] = people.map((person) => enter(world, person));
  for (const each of steps) {
    if (each.kind === 'wait') world.advance(each.ms);
    else {
      const person = people[each.who];
      if (person !== undefined) answers.push(takeStep(world, person, { step: each, people }));
    }
  }
  world.advance(1_000);
  return [
    ...answers,
    world.problems,
    people.map(({ seat }) => seat),
    store.catchUp(PARTY, null),
    store.latestAt(),
  ];
}

function enter(world: CoreWorld, person: Person): unknown {
  const { connection } = person.seat;
  const answer = world.core.join(connection, joinOf(PARTY, { token: person.token }));
  const reply = answer.ok ? answer : world.core.join(connection, joinOf(PARTY, { mode: 'create' }));
  if (reply.ok) {
    person.member = reply.member;
    person.token = reply.token;
    person.seq = reply.lastSeq;
  }
  return reply;
}

function takeStep(
  world: CoreWorld,
  person: Person,
  { step, people }: { readonly step: Exclude<Step, { kind: 'wait' }>; readonly people: readonly Person[] },
): unknown {
  const { seat } = person;
  const seen = (lag: number) => seat.events.at(-1 - lag) ?? null;
  switch (step.kind) {
    case 'join':
    case 'join-anew':
      if (step.kind === 'join-anew') person.token = null;
      person.seat = world.connect();
      return enter(world, person);
    case 'leave':
      return world.core.leave(seat.connection);
    case 'vanish':
      return seat.disconnect();
    case 'resume': {
      const last = seen(step.lag);
      const from = last === null ? null : { lamport: last.lamport, id: last.id };
      return world.core.resume(seat.connection, { from });
    }
    case 'govern': {
      const member = people[step.wish.about]?.member;
      return member && world.core.govern(seat.connection, composeWish(step.wish, member, NOBODYS));
    }
    case 'intent': {
      const { retain, text, lag, seqShift } = step;
      const basis = seen(lag)?.lamport ?? NOTHING_SEEN;
      const seq = Math.max(1, person.seq + 1 + seqShift);
      const reply = seat.intent(intentOf(seq, { retain, basis, body: bodyOf(text) }));
      if (reply.ok) person.seq = Math.max(person.seq, seq);
      return reply;
    }
  }
}

test('[ST12] both stores answer the same, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), (steps) => {
      const folder = createTempFolder();
      const sqlite = createPromptSqliteStore(folder.path);
      try {
        // Through JSON: what the members get, without the functions of the seats.
        const plain = (answers: unknown[]) => JSON.parse(JSON.stringify(answers));
        expect(plain(play(sqlite, steps))).toEqual(plain(play(createMemoryStore(), steps)));
      } finally {
        sqlite.close();
        folder.remove();
      }
    }),
    { numRuns: 60 },
  );
});
