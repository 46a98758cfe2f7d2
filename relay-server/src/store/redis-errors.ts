// Turns whatever Redis and the way to it say into a StoreError with advice.
import { StoreError } from './party-store.ts';

export function explainRedisError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('OOM')) {
    const advice = 'Give it more memory (maxmemory), with maxmemory-policy noeviction.';
    return new StoreError('full', 'Redis has no memory left', advice, error);
  }
  if (message.startsWith('NOREPLICAS')) return tooFewReplicas(error);
  const advice =
    'Look whether Redis runs and is reachable from here. The relay goes on by itself once it is.';
  return new StoreError('failed', `Redis does not do its work: ${message}`, advice, error);
}

export function tooFewReplicas(cause?: unknown): StoreError {
  const advice = 'Bring a replica back, or set REDIS_REPLICAS=0 and accept that a dead Redis loses events.';
  return new StoreError('failed', 'too few replicas of Redis have kept an event', advice, cause);
}
