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

/**
 * In one step: of two nodes that sweep after an outage the second must know of the grace. One that ends too late, however
 * much the clocks of nodes differ, is of a node that had not noticed yet that the clock was set back.
 */
const NOTE_SWEEP = `
local now, max_gap, grace = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local swept_at = tonumber(redis.call('HGET', KEYS[1], 'sweptAt') or ARGV[1])
redis.call('HSET', KEYS[1], 'sweptAt', ARGV[1])
if now - swept_at > max_gap then redis.call('HSET', KEYS[1], 'graceUntil', string.format('%.0f', now + grace)) end
local grace_until = redis.call('HGET', KEYS[1], 'graceUntil') or '0'
if tonumber(grace_until) <= now + grace + max_gap then return grace_until end
redis.call('HDEL', KEYS[1], 'graceUntil')
return '0'
`;

/** In one step, and only as long as it stands as it was listed: whoever has written it since knows more. */
const MOVE = `
if redis.call('ZSCORE', KEYS[1], ARGV[1]) ~= ARGV[2] then return end
if ARGV[3] == '' then redis.call('ZREM', KEYS[1], ARGV[1]) else redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1]) end
`;

export interface DueParty {
  readonly party: PartyId;
  /** When, in the words of Redis. */
  readonly listed: string;
}

export function createRedisIndex(client: RedisClient) {
  const move = async ({ party, listed }: DueParty, to: number | ''): Promise<void> => {
    await client.eval(MOVE, 1, DUE, party, listed, to);
  };

  return {
    async due(party: PartyId, at: number): Promise<void> {
      await Promise.all([client.zadd(DUE, at, party), client.zrem(EMPTY, party)]);
    },
    /** For leases that end then. Most parties are due before; one that was listed before the clock was set back may not be. */
    async dueBy(parties: Iterable<PartyId>, at: number): Promise<void> {
      const scored = [...parties].flatMap((party) => [at, party]);
      if (scored.length > 0) await client.zadd(DUE, 'XX', 'LT', ...scored);
    },
    async find(party: PartyId): Promise<DueParty> {
      return { party, listed: (await client.zscore(DUE, party)) ?? '' };
    },
    /** Where somebody has come meanwhile it stays due, too: the party itself says that it is not empty. */
    async empty(due: DueParty, since: number): Promise<void> {
      // First, so that no crash leaves it in neither list.
      await client.zadd(EMPTY, since, due.party);
      await move(due, '');
    },
    postpone: (due: DueParty, at: number) => move(due, at),
    /** There was no such party. */
    drop: (due: DueParty) => move(due, ''),
    async forget(party: PartyId): Promise<void> {
      await client.zrem(EMPTY, party);
    },
    async listDue(now: number): Promise<DueParty[]> {
      const flat = await client.zrangebyscore(DUE, '-inf', now, 'WITHSCORES', 'LIMIT', 0, PARTIES_PER_SWEEP);
      return pairsOf(flat).map(([party, listed]) => ({ party: party as PartyId, listed }));
    },
    async listEmpty(since: number): Promise<PartyId[]> {
      return (await client.zrangebyscore(EMPTY, '-inf', since, 'LIMIT', 0, PARTIES_PER_SWEEP)) as PartyId[];
    },

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

/** Redis answers what belongs together one after the other. */
export function pairsOf(flat: readonly string[]): [string, string][] {
  return flat.flatMap((first, at): [string, string][] => (at % 2 === 0 ? [[first, flat[at + 1] ?? '']] : []));
}
