import type { EventId, MemberId } from '@sameframe/shared/ids.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_LAST_CHARS } from '../party/kept-room.ts';
import type { ConnectionId } from '../party/session.ts';
import { bodyOf, idOf, intentOf } from '../testing/drafts.ts';
import { type RedisProcess, startRedis, startReplicaOf } from '../testing/redis-process.ts';
import { ALICE, BOB, PARTY } from '../testing/store-bench.ts';
import type { PartyStore, TokenHash } from './party-store.ts';
import { connectRedis } from './redis-client.ts';
import { createRedisIndex } from './redis-index.ts';
import { createRedisParties } from './redis-parties.ts';
import { keyOf } from './redis-scripts.ts';
import { parseRedisUrl, type RedisPlace } from './redis-url.ts';
import { describeStoreContract } from './store-contract.ts';

let redis: RedisProcess;
beforeAll(async () => {
  // The contract is about order and membership; durability has tests of its own.
  redis = await startRedis(['--save', '', '--appendonly', 'no']);
});
afterAll(() => redis.close());

describeStoreContract('redis store', async () => {
  const client = await connectRedis(parseRedisUrl(redis.url) as RedisPlace);
  await client.flushall();
  let now = 0 as RelayMs;
  const store = createRedisParties(client, { replicas: 0, graceMs: 0, givenNow: () => now });
  return {
    store,
    dispose: () => store.close(),
    setNow: (ms) => {
      now = ms;
    },
  };
});

test('[HT1] [ND7] a Redis that takes writes no replica keeps does not work, as no act would be kept', async () => {
  const client = await connectRedis(parseRedisUrl(redis.url) as RedisPlace);
  const store = createRedisParties(client, { replicas: 1, graceMs: 0, givenNow: null });
  try {
    await expect(store.verify()).rejects.toThrow('too few replicas');
  } finally {
    await store.close();
  }
});

test('[HT1] [ND7] a Redis whose replica is slow works, as acts wait for it', async () => {
  const primary = await startRedis();
  const replica = await startReplicaOf(primary);
  const client = await connectRedis(parseRedisUrl(primary.url) as RedisPlace);
  const store = createRedisParties(client, { replicas: 1, graceMs: 0, givenNow: null });
  const beside = await connectRedis(parseRedisUrl(primary.url) as RedisPlace);
  try {
    replica.kill('SIGSTOP');
    await beside.config('RESETSTAT');
    // It may be asked for again before it is answered: nothing else gets through while one waits.
    const verified = Promise.allSettled([store.verify(), store.verify()]);
    await beside.set('something', 1);
    expect(await beside.wait(1, 1_000)).toBe(0);
    replica.kill('SIGCONT');
    expect(await verified).toEqual([
      { status: 'fulfilled', value: undefined },
      { status: 'fulfilled', value: undefined },
    ]);
    expect(await beside.info('commandstats')).toMatch(/cmdstat_wait:calls=2,/);
  } finally {
    beside.disconnect();
    await store.close();
    await replica.close();
    await primary.close();
  }
});

const LEASE_MS = 60_000;

const INDEX_WRITES = new Set(['zadd', 'zrem', 'eval']);

/** Two nodes on one Redis; once held, what the first one writes into the index waits until it is let go. */
async function openNodes() {
  const client = await connectRedis(parseRedisUrl(redis.url) as RedisPlace);
  await client.flushall();
  let isHeld = false;
  let onHeld = () => {};
  const reached = new Promise<void>((resolve) => {
    onHeld = resolve;
  });
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow = new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (!isHeld || typeof value !== 'function' || !INDEX_WRITES.has(String(name))) return value;
      return async (...args: unknown[]) => {
        onHeld();
        await gate;
        return value.apply(target, args);
      };
    },
  });
  let now = 1_000 as RelayMs;
  const options = { replicas: 0, graceMs: 0, givenNow: () => now };
  const stores = [slow, client].map((each) => createRedisParties(each as typeof client, options));
  const [held, other] = stores as [PartyStore, PartyStore];
  return {
    client,
    held,
    other,
    reached,
    letGo,
    pass: (ms: number) => {
      now = (now + ms) as RelayMs;
      return now;
    },
    hold: () => {
      isHeld = true;
    },
    enter: (store: PartyStore, member: MemberId, mode: 'create' | 'join') =>
      store.join({
        party: PARTY,
        mode,
        shown: null,
        hello: null,
        connection: 'a connection' as ConnectionId,
        freshMember: member,
        nextToken: `token of ${member}` as TokenHash,
        now,
        leaseUntil: (now + LEASE_MS) as RelayMs,
        maxParties: 2,
        maxMembers: 2,
      }),
    close: () => other.close(),
  };
}

test('[AD13] who comes while the last one leaves at another node is looked after', async () => {
  const nodes = await openNodes();
  await nodes.enter(nodes.held, ALICE, 'create');
  nodes.hold();
  const left = nodes.held.leave({ party: PARTY, member: ALICE }, nodes.pass(1_000));
  await nodes.reached;
  nodes.pass(1);
  await nodes.enter(nodes.other, BOB, 'join');
  nodes.letGo();
  await left;
  expect(await nodes.other.reapLeases(nodes.pass(LEASE_MS))).toEqual([PARTY]);
  await nodes.close();
});

test('[ST6] a name no longer than the one before finds room, and nothing that others have said is gone over', async () => {
  const nodes = await openNodes();
  await nodes.enter(nodes.other, ALICE, 'create');
  let seq = 0;
  /** How often something is looked up in what is kept. */
  const lookUps = async () =>
    Number(/zrangebylex:calls=(\d+)/.exec(await nodes.client.info('commandstats'))?.[1] ?? 0);
  const say = async (name: string) => {
    seq += 1;
    const retain = { kind: 'last', key: 'profile' } as const;
    const intent = intentOf(seq, { channel: 'party', retain, body: bodyOf(name) });
    const before = await lookUps();
    const id = idOf<EventId>(`event ${seq}`);
    const { kind } = await nodes.other.append({
      party: PARTY,
      member: ALICE,
      intent,
      id,
      now: nodes.pass(1),
    });
    return { kind, lookUps: (await lookUps()) - before };
  };
  expect((await say('x'.repeat(60))).kind).toBe('appended');
  const longer = await say('x'.repeat(90));
  expect(longer.kind).toBe('appended');
  // As an earlier version may have left it.
  await nodes.client.zadd(
    keyOf(PARTY, 'kept'),
    0,
    `last:${BOB}:party|${'1'.padStart(16, '0')}|0|${MAX_LAST_CHARS}|profile`,
  );
  const again = await say('x'.repeat(80));
  expect(again.kind).toBe('appended');
  expect(again.lookUps).toBeLessThan(longer.lookUps);
  expect((await say('x'.repeat(99))).kind).toBe('refused');
  await nodes.close();
});

test.each(['disconnected', 'renewed, then its node died'])(
  '[ND9] [AD13] after the clock was set back a lease ends by it: %s',
  async (how) => {
    const nodes = await openNodes();
    nodes.pass(1_000_000);
    await nodes.enter(nodes.held, ALICE, 'create');
    await nodes.other.announce(PARTY, idOf('joined'), nodes.pass(0));
    await nodes.other.reapLeases(nodes.pass(0));
    const leaseUntil = (nodes.pass(-900_000) + LEASE_MS) as RelayMs;
    const seat = { party: PARTY, member: ALICE, connection: 'a connection' as ConnectionId };
    if (how === 'disconnected') await nodes.held.disconnect([seat], leaseUntil);
    else await nodes.held.renewLeases([seat], leaseUntil);
    expect(await nodes.other.reapLeases(nodes.pass(LEASE_MS - 1))).toEqual([]);
    expect(await nodes.other.reapLeases(nodes.pass(1))).toEqual([PARTY]);
    await nodes.close();
  },
);

/** Whether leases run on at a sweep at these times. */
async function sweepAt(...seconds: number[]): Promise<boolean[]> {
  const client = await connectRedis(parseRedisUrl(redis.url) as RedisPlace);
  await client.flushall();
  const index = createRedisIndex(client);
  const graces: boolean[] = [];
  for (const each of seconds) graces.push(await index.isGrace(1_000_000 + 1_000 * each, LEASE_MS));
  client.disconnect();
  return graces;
}

test('[ND9] [AD13] nodes that notice at different times that the clock was set back put off no end of a lease', async () => {
  // Some have noticed it. To the other one it looks as if nobody had swept for long.
  expect(await sweepAt(900, 1, 902, 3)).toEqual([false, false, true, false]);
});

test('[AD13] after an outage leases run on, also where the first node to sweep is a little ahead of the next', async () => {
  expect(await sweepAt(0, 20, 19.5, 30, 45, 60, 75, 79.9, 80)).toEqual([
    false,
    ...Array.from({ length: 7 }, () => true),
    false,
  ]);
});
