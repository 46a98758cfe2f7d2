// All that a node has of Redis: the store, what it hears of other nodes, and the time.
import { randomUUID } from 'node:crypto';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { PartyStore } from './party-store.ts';
import { checkRedis } from './redis-check.ts';
import { connectRedis } from './redis-client.ts';
import { createRedisClock } from './redis-clock.ts';
import { createRedisFeed, type RedisFeed } from './redis-feed.ts';
import { createRedisParties } from './redis-parties.ts';
import type { RedisPlace } from './redis-url.ts';

export interface SharedState {
  readonly store: PartyStore;
  readonly feed: RedisFeed;
  readonly now: () => RelayMs;
  /** The client, for counting what all nodes see of one sender. */
  readonly rateStore: object;
  /** What this Redis does not promise, a sentence each. */
  readonly weaknesses: readonly string[];
}

export interface SharedStateOptions {
  readonly place: RedisPlace;
  readonly replicas: number;
  readonly memberLeaseMs: number;
  readonly onClockSetBack: (byMs: number) => void;
}

/** Rejects with a StoreError when there is no Redis. */
export async function openSharedState({
  place,
  replicas,
  memberLeaseMs,
  onClockSetBack,
}: SharedStateOptions): Promise<SharedState> {
  const client = await connectRedis(place);
  const subscriber = await connectRedis(place);
  const weaknesses = await checkRedis(client, replicas);
  const clock = await createRedisClock(client, onClockSetBack);
  const feed = createRedisFeed(client, subscriber, randomUUID());
  const store = createRedisParties(client, { replicas, graceMs: memberLeaseMs, givenNow: null });
  return {
    weaknesses,
    feed,
    now: clock.now,
    rateStore: client,
    store: {
      ...store,
      close() {
        clock.close();
        feed.close();
        return store.close();
      },
    },
  };
}
