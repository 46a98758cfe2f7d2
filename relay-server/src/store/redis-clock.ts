// The clock of Redis as this node knows it: events are stamped there, so probes have to be answered by it too.
import { addSample, offsetAt, sampleFromProbe, UNKNOWN_CLOCK } from '@sameframe/shared/clock-offset.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import type { RedisClient } from './redis-client.ts';
import { explainRedisError } from './redis-errors.ts';

const PROBE_PERIOD_MS = 2_000;
const FIRST_PROBES = 5;

export interface RedisClock {
  readonly now: () => RelayMs;
  close(): void;
}

/** Rejects with a StoreError when Redis does not tell its time. */
export async function createRedisClock(client: RedisClient): Promise<RedisClock> {
  const localNow = () => performance.now() as LocalMs;
  let state = UNKNOWN_CLOCK;
  let latest = 0;

  const probe = async (): Promise<void> => {
    const sentAt = localNow();
    const [seconds, micros] = await client.time();
    const told = (Number(seconds) * 1_000 + Number(micros) / 1_000) as RelayMs;
    const sample = { sentAt, relayReceivedAt: told, relaySentAt: told, returnedAt: localNow() };
    state = addSample(state, sampleFromProbe(sample));
  };

  try {
    for (let count = 0; count < FIRST_PROBES; count += 1) await probe();
  } catch (error) {
    throw explainRedisError(error);
  }
  // Without an answer the estimate goes on as it was.
  const timer = setInterval(() => void probe().catch(() => undefined), PROBE_PERIOD_MS);
  return {
    now() {
      const local = localNow();
      const offset = state.estimate === null ? 0 : offsetAt(state.estimate, local);
      latest = Math.max(latest, local + offset);
      return latest as RelayMs;
    },
    close: () => clearInterval(timer),
  };
}
