// How much one address, connection or party may ask of the relay. Counts in windows; says when to come again.
// The bounds of a single message are the protocol's; what a party may hold is party/'s.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Requests per window; 0 sets no limit. */
export interface RateSettings {
  readonly addressConnectionsPerMinute: number;
  readonly addressJoinsPerMinute: number;
  readonly memberIntentsPerTenSeconds: number;
  readonly partyIntentsPerTenSeconds: number;
  /** Everything else a connection sends: resumes, probes, presence, and what is malformed. */
  readonly connectionMessagesPerTenSeconds: number;
}

export const DEFAULT_RATES: RateSettings = {
  addressConnectionsPerMinute: 1_200,
  addressJoinsPerMinute: 1_200,
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
  pass(limit: keyof RateSettings, key: string): Promise<RateVerdict>;
}

/** A sender that ignores refusals up to this many times its limit is flooding. */
const FLOOD_FACTOR = 5;

const WINDOW_SECONDS: Record<keyof RateSettings, number> = {
  addressConnectionsPerMinute: 60,
  addressJoinsPerMinute: 60,
  memberIntentsPerTenSeconds: 10,
  partyIntentsPerTenSeconds: 10,
  connectionMessagesPerTenSeconds: 10,
};

export function createRateGate(settings: RateSettings): RateGate {
  const limiters = new Map<keyof RateSettings, RateLimiterMemory>();
  for (const [limit, duration] of Object.entries(WINDOW_SECONDS) as [keyof RateSettings, number][]) {
    if (settings[limit] === 0) continue;
    limiters.set(limit, new RateLimiterMemory({ keyPrefix: limit, points: settings[limit], duration }));
  }
  return {
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
