// Whatever members ask of a party, one kept in Redis answers exactly as one kept in memory.
import type { EventId, MemberId } from '@sameframe/shared/ids.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knockOf } from '../door/knocks.ts';
import type { ConnectionId } from '../party/session.ts';
import { bodyOf, idOf, intentOf } from '../testing/drafts.ts';
import { type RedisProcess, startRedis } from '../testing/redis-process.ts';
import { PARTY } from '../testing/store-bench.ts';
import { arbitraryWish, composeWish } from '../testing/wishes.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Joined, PartyStore, TokenHash } from './party-store.ts';
import { connectRedis, type RedisClient } from './redis-client.ts';
import { createRedisParties } from './redis-parties.ts';
import { parseRedisUrl, type RedisPlace } from './redis-url.ts';

let redis: RedisProcess;
let client: RedisClient;
beforeAll(async () => {
  redis = await startRedis(['--save', '', '--appendonly', 'no']);
  client = await connectRedis(parseRedisUrl(redis.url) as RedisPlace);
});
afterAll(async () => {
  client.disconnect();
  await redis.close();
});

const who = fc.nat({ max: 3 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('govern' as const), who, wish: arbitraryWish }),
  fc.record({ kind: fc.constantFrom('join' as const, 'join-anew' as const, 'leave' as const), who }),
  fc.record({
    kind: fc.constant('intent' as const),
    who,
    channel: fc.constantFrom('playback', 'hold', 'chat', 'constructor'),
  }),
  fc.record({
    kind: fc.constantFrom('disconnect' as const, 'late-disconnect' as const, 'announce' as const),
    who,
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What somebody shows who comes as nobody that the party knows. */
const strangerOf = (index: number) => `stranger ${index}`.padEnd(43, '-') as TokenHash;

interface Person {
  member: MemberId;
  token: TokenHash | null;
  seq: number;
  connection: ConnectionId;
  /** The member's last but one. */
  formerConnection: ConnectionId;
}

const NO_CONNECTION = 'none' as ConnectionId;

function enter(
  person: Person,
  { member, lastSeq }: Joined,
  { token, connection }: Pick<Person, 'token' | 'connection'>,
): void {
  const formerConnection = member === person.member ? person.connection : NO_CONNECTION;
  Object.assign(person, { member, token, seq: lastSeq, connection, formerConnection });
}

/** Everything that anybody was answered. */
async function play(store: PartyStore, steps: readonly Step[], setNow: (now: RelayMs) => void) {
  const people = Array.from(
    { length: 4 },
    (_, index): Person => ({
      member: idOf<MemberId>(`person ${index}`),
      token: null,
      seq: 0,
      connection: NO_CONNECTION,
      formerConnection: NO_CONNECTION,
    }),
  );
  let count = 0;
  const perform = async (each: Step): Promise<unknown> => {
    count += 1;
    const now = (1_000 + count) as RelayMs;
    setNow(now);
    const person = people[each.who] as Person;
    const { member } = person;
    const id = idOf<EventId>(`event ${count}`);
    const address = { party: PARTY, member };
    switch (each.kind) {
      case 'join':
      case 'join-anew': {
        const nextToken = `token ${count}` as TokenHash;
        const connection = `connection ${count}` as ConnectionId;
        const joined = await store.join({
          party: PARTY,
          mode: count === 1 ? 'create' : 'join',
          shown: each.kind === 'join' ? person.token : strangerOf(each.who),
          connection,
          freshMember: idOf<MemberId>(`member ${count}`),
          nextToken,
          hello: bodyOf(`hello ${each.who}`),
          now,
          leaseUntil: (now + 60_000) as RelayMs,
          maxParties: 2,
          maxMembers: 100,
        });
        if (joined.ok) enter(person, joined.value, { token: nextToken, connection });
        return joined;
      }
      case 'leave':
        return store.leave(address, now);
      case 'disconnect':
      case 'late-disconnect': {
        const connection = each.kind === 'disconnect' ? person.connection : person.formerConnection;
        return store.disconnect([{ ...address, connection }], (now + 60_000) as RelayMs);
      }
      case 'intent': {
        const { channel } = each;
        const intent = intentOf(person.seq + 1, { channel, body: bodyOf(`body ${count}`) });
        const outcome = await store.append({ party: PARTY, member, intent, id, now });
        if (outcome.kind === 'appended') person.seq += 1;
        return outcome;
      }
      case 'govern': {
        const other = people[each.wish.about]?.member ?? member;
        const knock = knockOf(strangerOf(each.wish.about));
        return store.govern({ party: PARTY, member, wish: composeWish(each.wish, other, knock), id, now });
      }
      case 'announce':
        return store.announce(PARTY, id, now);
    }
  };
  const answers: unknown[] = [];
  for (const index of people.keys()) answers.push(await perform({ kind: 'join', who: index }));
  for (const each of steps)
    answers.push(await perform(each), await store.catchUp(PARTY, null), await store.knocks(PARTY));
  return answers;
}

test('[ST12] Redis and memory answer the same, whoever governs, comes and goes', () =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
      await client.flushall();
      let now = 0 as RelayMs;
      const inRedis = createRedisParties(client, { replicas: 0, graceMs: 0, givenNow: () => now });
      const answers = await play(inRedis, steps, (at) => {
        now = at;
      });
      expect(answers).toEqual(await play(createMemoryStore(), steps, () => undefined));
    }),
    { numRuns: 60 },
  ));
