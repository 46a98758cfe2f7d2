// The clock of Redis as this node knows it: events are stamped there, so probes have to be answered by it too.
import { addSample, offsetAt, sampleFromProbe, UNKNOWN_CLOCK } from '@sameframe/shared/clock-offset.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import type { RedisClient } from './redis-client.ts';
import { explainRedisError } from './redis-errors.ts';

const PROBE_PERIOD_MS = 2_000;
const FIRST_PROBES = 5;
/** Less is what the estimate was wrong by: time waits for it. */
const SET_BACK_MS = 1_000;

export interface RedisClock {
  readonly now: () => RelayMs;
  close(): void;
}

/**
 * Rejects with a StoreError when Redis does not tell its time. `onSetBack` is told by how many ms: then everything that
 * Redis stamps from there on is earlier, and a node that kept its own time would end the leases that others give.
 */
export async function createRedisClock(
  client: RedisClient,
  onSetBack: (byMs: number) => void,
): Promise<RedisClock> {
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
      const told = local + offset;
      const backMs = latest - told;
      if (backMs > SET_BACK_MS) onSetBack(backMs);
      if (backMs < 0 || backMs > SET_BACK_MS) latest = told;
      return latest as RelayMs;
    },
    close: () => clearInterval(timer),
  };
}
