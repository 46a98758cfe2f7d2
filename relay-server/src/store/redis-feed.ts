// What a node hears of its parties from Redis: one sharded channel per party, so that a node gets nothing of parties
// that it does not serve. The scripts publish in the step in which something becomes true: in order, and also when
// the node that asked for it dies.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { FeedMessage, NodeFeed } from '../party/party-feed.ts';
import type { ConnectionId } from '../party/session.ts';
import type { RedisClient } from './redis-client.ts';
import { explainRedisError } from './redis-errors.ts';
import { keyOf } from './redis-scripts.ts';

/** After Redis was too slow to answer a subscription, how long until it is asked again. */
const FOLLOW_AGAIN_MS = 1_000;

export interface RedisFeed extends NodeFeed {
  close(): void;
}

/** `nodeId` tells this node's presence from that of others. */
export function createRedisFeed(client: RedisClient, subscriber: RedisClient, nodeId: string): RedisFeed {
  const parties = new Map<string, PartyId>();
  let onMessage: (party: PartyId, message: FeedMessage) => void = () => undefined;

  subscriber.on('smessage', (channel: string, text: string) => {
    const party = parties.get(channel);
    if (party === undefined) return;
    // Only nodes and scripts of ours publish here.
    const message = JSON.parse(text) as FeedMessage & { readonly node?: string };
    if (message.node !== nodeId) onMessage(party, message);
  });

  const follow = async (channel: string): Promise<void> => {
    try {
      await subscriber.ssubscribe(channel);
    } catch (error) {
      throw explainRedisError(error);
    }
  };

  const followAgain = async (channel: string, party: PartyId): Promise<void> => {
    // The return of a connection that is gone brings us back here.
    if (subscriber.status !== 'ready' || !parties.has(channel)) return;
    try {
      await follow(channel);
      onMessage(party, { kind: 'interrupted' });
    } catch {
      setTimeout(() => void followAgain(channel, party), FOLLOW_AGAIN_MS).unref();
    }
  };

  subscriber.on('ready', () => {
    for (const [channel, party] of parties) void followAgain(channel, party);
  });

  return {
    listen(listener) {
      onMessage = listener;
    },
    follow(party) {
      const channel = keyOf(party, 'feed');
      parties.set(channel, party);
      return follow(channel);
    },
    unfollow(party) {
      const channel = keyOf(party, 'feed');
      parties.delete(channel);
      // If it fails the connection is gone, and the subscription with it.
      subscriber.sunsubscribe(channel).catch(() => undefined);
    },
    sharePresence(party, reports) {
      const message = { kind: 'presence', reports, node: nodeId };
      // May be lost: the next report replaces it.
      client.spublish(keyOf(party, 'feed'), JSON.stringify(message)).catch(() => undefined);
    },
    shareKnock(party) {
      const message = { kind: 'knocked', node: nodeId };
      client.spublish(keyOf(party, 'feed'), JSON.stringify(message)).catch(() => undefined);
    },
    async connectionOf({ party, member }) {
      try {
        return (await client.hget(keyOf(party, 'connected'), member)) as ConnectionId | null;
      } catch (error) {
        throw explainRedisError(error);
      }
    },
    close() {
      subscriber.disconnect();
    },
  };
}
