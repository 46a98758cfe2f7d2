// Connections to Redis: fail at once instead of waiting in a queue, come back by themselves with back-off and jitter.
import { Cluster, Redis } from 'ioredis';
import { explainRedisError } from './redis-errors.ts';
import type { RedisPlace } from './redis-url.ts';

export type RedisClient = Redis | Cluster;

const COMMAND_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MAX_BACKOFF_MS = 2_000;

/** Rejects with a StoreError when there is no Redis. */
export async function connectRedis(place: RedisPlace): Promise<RedisClient> {
  const client = createClient(place);
  // Every command that fails says so itself, and the feed tells of interruptions.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.disconnect();
    throw explainRedisError(error);
  }
}

function createClient({ access, ...place }: RedisPlace): RedisClient {
  const options = {
    username: access.username,
    password: access.password,
    ...(access.isEncrypted ? { tls: {} } : {}),
    lazyConnect: true,
    autoResendUnfulfilledCommands: false,
    // The feed does it, as it has to know when it is done.
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepAlive: 5_000,
    retryStrategy: backOff,
    // What was the primary has become a replica: ask anew who is.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  };
  if (place.kind === 'cluster') {
    return new Cluster([...place.nodes], {
      lazyConnect: true,
      enableOfflineQueue: false,
      shardedSubscribers: true,
      clusterRetryStrategy: backOff,
      // Without `enableOfflineQueue: false`: a node's connection begins with its first command, which has to wait.
      redisOptions: { ...options, autoResubscribe: true },
    });
  }
  if (place.kind === 'sentinel') {
    return new Redis({
      ...options,
      enableOfflineQueue: false,
      sentinels: [...place.nodes],
      name: place.name,
      sentinelRetryStrategy: backOff,
    });
  }
  const [node] = place.nodes;
  return new Redis({ ...options, ...node, enableOfflineQueue: false });
}

function backOff(attempt: number): number {
  const delayMs = Math.min(MAX_BACKOFF_MS, 50 * 2 ** Math.min(attempt, 10));
  return delayMs * (0.5 + Math.random() / 2);
}
