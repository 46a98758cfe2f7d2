import type { RelayMs } from '@sameframe/shared/time.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RedisProcess, startRedis } from '../testing/redis-process.ts';
import { connectRedis } from './redis-client.ts';
import { createRedisParties } from './redis-parties.ts';
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
