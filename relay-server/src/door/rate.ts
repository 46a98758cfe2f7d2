// How much one address, connection or party may ask of the relay. Counts in windows; says when to come again.
// The bounds of a single message are the protocol's; what a party may hold is party/'s.
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';

/** Requests per window; 0 sets no limit. */
export interface RateSettings {
  readonly addressConnectionsPerMinute: number;
  /** Joins of parties that are not there, and creations of ones that are: somebody may be trying codes. */
  readonly addressFailedJoinsPerMinute: number;
  /** Parties that were started, not tries: one address is not to fill the relay with parties that nobody is in. */
  readonly addressCreationsPerHour: number;
  readonly memberIntentsPerTenSeconds: number;
  readonly partyIntentsPerTenSeconds: number;
  /** Everything else a connection sends: resumes, probes, presence, and what is malformed. */
  readonly connectionMessagesPerTenSeconds: number;
}

export const DEFAULT_RATES: RateSettings = {
  // A school behind one address comes at once, and again after a restart.
  addressConnectionsPerMinute: 12_000,
  // A code has 100 random bits: this keeps out who tries, and lets a class mistype.
  addressFailedJoinsPerMinute: 300,
  // A school in parties of four; and a day of it, which is how long an empty party stays, leaves room for others.
  addressCreationsPerHour: 300,
  memberIntentsPerTenSeconds: 150,
  partyIntentsPerTenSeconds: 3_000,
  connectionMessagesPerTenSeconds: 300,
};

export type RateVerdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'wait'; readonly retryAfterMs: number }
  /** So far over the limit that even answering costs too much. */
  | { readonly kind: 'flood'; readonly retryAfterMs: number };

export interface RateGate {
  /** Counts one more, and says whether it may pass. */
  pass(limit: keyof RateSettings, key: string): Promise<RateVerdict>;
  /** What `pass` would say, without counting. */
  look(limit: keyof RateSettings, key: string): Promise<RateVerdict>;
  /** What was counted has not come about. */
  giveBack(limit: keyof RateSettings, key: string): Promise<void>;
}

/** A sender that ignores refusals up to this many times its limit is flooding. */
const FLOOD_FACTOR = 5;

const WINDOW_SECONDS: Record<keyof RateSettings, number> = {
  addressConnectionsPerMinute: 60,
  addressFailedJoinsPerMinute: 60,
  addressCreationsPerHour: 3_600,
  memberIntentsPerTenSeconds: 10,
  partyIntentsPerTenSeconds: 10,
  connectionMessagesPerTenSeconds: 10,
};

/** What a sender may do to all nodes of a relay together; the other limits are of what one node alone sees. */
const SHARED_LIMITS: readonly (keyof RateSettings)[] = [
  'addressConnectionsPerMinute',
  'addressFailedJoinsPerMinute',
  'addressCreationsPerHour',
];

/** `shared`: the Redis client of a relay with many nodes, or null. While Redis is gone each node counts for itself. */
export function createRateGate(settings: RateSettings, shared: object | null = null): RateGate {
  const limiters = new Map<keyof RateSettings, RateLimiterAbstract>();
  for (const [limit, duration] of Object.entries(WINDOW_SECONDS) as [keyof RateSettings, number][]) {
    if (settings[limit] === 0) continue;
    const options = { keyPrefix: `sameframe:rate:${limit}`, points: settings[limit], duration };
    const ownLimiter = new RateLimiterMemory(options);
    const isShared = shared !== null && SHARED_LIMITS.includes(limit);
    limiters.set(
      limit,
      isShared
        ? new RateLimiterRedis({ ...options, storeClient: shared, insuranceLimiter: ownLimiter })
        : ownLimiter,
    );
  }
  return {
    async look(limit, key) {
      const counted = (await limiters.get(limit)?.get(key)) ?? null;
      if (counted === null || counted.consumedPoints < settings[limit]) return { kind: 'pass' };
      return { kind: 'wait', retryAfterMs: counted.msBeforeNext };
    },
    async giveBack(limit, key) {
      await limiters.get(limit)?.reward(key);
    },
    async pass(limit, key) {
      const limiter = limiters.get(limit);
      if (limiter === undefined) return { kind: 'pass' };
      try {
        await limiter.consume(key);
        return { kind: 'pass' };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const isFlood = refusal.consumedPoints > FLOOD_FACTOR * settings[limit];
        return { kind: isFlood ? 'flood' : 'wait', retryAfterMs: refusal.msBeforeNext };
      }
    },
  };
}

/**
 * What counts as one sender: an IPv4 address, or an IPv6 /64, as one subscriber holds all of it. Kept only as
 * long as the window, never logged.
 */
export function groupAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [front = '', back] = address.split('::');
  const head = front.split(':').filter((part) => part !== '');
  const tail = (back ?? '').split(':').filter((part) => part !== '');
  const zeros = back === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  return [...head, ...Array.from({ length: zeros }, () => '0'), ...tail].slice(0, 4).join(':');
}
