import { EventEmitter } from 'node:events';
import type { PartyId } from '@sameframe/shared/ids.ts';
import { afterEach, expect, test, vi } from 'vitest';
import type { FeedMessage } from '../party/party-feed.ts';
import { idOf } from '../testing/drafts.ts';
import type { RedisClient } from './redis-client.ts';
import { createRedisFeed } from './redis-feed.ts';

const PARTY = idOf<PartyId>('a party');

afterEach(() => void vi.useRealTimers());

/** A connection that stays up and answers a subscription as it is told to. */
class FakeSubscriber extends EventEmitter {
  status = 'ready';
  subscriptions = 0;
  isSlow = false;
  ssubscribe = async () => {
    this.subscriptions += 1;
    if (this.isSlow) throw new Error('Command timed out');
  };
  sunsubscribe = async () => undefined;
}

async function createFollowed() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const subscriber = new FakeSubscriber();
  const redis = subscriber as unknown as RedisClient;
  const feed = createRedisFeed(redis, redis, 'this node');
  const heard: FeedMessage[] = [];
  feed.listen((_, message) => void heard.push(message));
  await feed.follow(PARTY);
  subscriber.isSlow = true;
  subscriber.emit('ready');
  await vi.advanceTimersByTimeAsync(0);
  return { subscriber, feed, heard };
}

test('[ND2] a party that Redis was too slow to be followed at is followed again as long as the connection is up', async () => {
  const { subscriber, heard } = await createFollowed();
  expect(heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  subscriber.isSlow = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(heard).toEqual([{ kind: 'interrupted' }]);
  const { subscriptions } = subscriber;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(subscriber.subscriptions).toBe(subscriptions);
});

test('[ND2] a connection that is gone, and a party given up meanwhile, are not asked again', async () => {
  for (const end of ['gone', 'unfollowed'] as const) {
    const { subscriber, feed } = await createFollowed();
    if (end === 'gone') subscriber.status = 'reconnecting';
    else feed.unfollow(PARTY);
    const { subscriptions } = subscriber;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(subscriber.subscriptions).toBe(subscriptions);
  }
});
