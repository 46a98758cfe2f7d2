// Which parties there are and when each has to be looked at. Hints only: they are not written in one step with the
// party, and whoever follows one asks the party itself.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { RedisClient } from './redis-client.ts';

/** Parties with members, by when a lease may run out or something has to be told. */
const DUE = 'sameframe:due';
/** Parties without, by since when. */
const EMPTY = 'sameframe:empty';
/** When somebody swept last, and until when nobody's lease ends. */
const SWEEPS = 'sameframe:sweeps';

const PARTIES_PER_SWEEP = 1_000;
/** Nodes sweep every few seconds: longer than this means that there was none, or no Redis. */
const MAX_SWEEP_GAP_MS = 15_000;

/** In one step: of two nodes that sweep after an outage the second must know of the grace. */
const NOTE_SWEEP = `
local now, max_gap, grace = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local swept_at = tonumber(redis.call('HGET', KEYS[1], 'sweptAt') or ARGV[1])
redis.call('HSET', KEYS[1], 'sweptAt', ARGV[1])
if now - swept_at > max_gap then redis.call('HSET', KEYS[1], 'graceUntil', string.format('%.0f', now + grace)) end
return redis.call('HGET', KEYS[1], 'graceUntil') or '0'
`;

export function createRedisIndex(client: RedisClient) {
  const list = async (key: string, until: number): Promise<PartyId[]> =>
    (await client.zrangebyscore(key, '-inf', until, 'LIMIT', 0, PARTIES_PER_SWEEP)) as PartyId[];

  return {
    async due(party: PartyId, at: number): Promise<void> {
      await Promise.all([client.zadd(DUE, at, party), client.zrem(EMPTY, party)]);
    },
    async empty(party: PartyId, since: number): Promise<void> {
      await Promise.all([client.zadd(EMPTY, since, party), client.zrem(DUE, party)]);
    },
    async drop(party: PartyId): Promise<void> {
      await Promise.all([client.zrem(DUE, party), client.zrem(EMPTY, party)]);
    },
    listDue: (now: number) => list(DUE, now),
    listEmpty: (since: number) => list(EMPTY, since),

    async count(): Promise<number> {
      const counts = await Promise.all([client.zcard(DUE), client.zcard(EMPTY)]);
      return counts[0] + counts[1];
    },

    /** True for `graceMs` after nobody could renew a lease for a while. Notes that somebody sweeps now. */
    async isGrace(now: number, graceMs: number): Promise<boolean> {
      const graceUntil = await client.eval(NOTE_SWEEP, 1, SWEEPS, now, MAX_SWEEP_GAP_MS, graceMs);
      return now < Number(graceUntil);
    },
  };
}
