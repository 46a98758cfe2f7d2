// Runs a party's scripts. What one turn of the event loop asks for goes out together and is followed by one WAIT:
// Redis answers it when enough replicas have everything that was written before.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { StoreError } from './party-store.ts';
import type { RedisClient } from './redis-client.ts';
import { explainRedisError, tooFewReplicas } from './redis-errors.ts';
import { keyOf, keysOf, SCRIPTS, type ScriptName } from './redis-scripts.ts';

export interface ScriptRunner {
  /** Rejects with a StoreError, also when too few replicas have it: then it may have happened or not. */
  run(name: ScriptName, party: PartyId, args: readonly (string | number)[]): Promise<unknown>;
  /** Writes something that means nothing, and rejects as `run` does; whoever asks meanwhile is answered with it. */
  verify(): Promise<void>;
}

export interface RunnerOptions {
  /** How many replicas must have kept what is answered. */
  readonly replicas: number;
  /** Instead of the time of Redis; null in production. */
  readonly givenNow: (() => number) | null;
}

interface Call {
  readonly name: ScriptName;
  readonly party: PartyId;
  readonly args: readonly (string | number)[];
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: StoreError) => void;
}

/** Shorter than members wait for an answer. */
const REPLICA_TIMEOUT_MS = 2_000;

const VERIFIED = 'sameframe:verified';

export function createScriptRunner(client: RedisClient, { replicas, givenNow }: RunnerOptions): ScriptRunner {
  // The calls of a cluster must not leave the node of their party.
  const batches = new Map<string, Call[]>();
  let verifying: Promise<void> | null = null;

  const fullArgs = ({ party, args }: Call) => {
    const keys = keysOf(party);
    const now = givenNow === null ? '' : givenNow();
    return [keys.length, ...keys, keyOf(party, 'feed'), now, replicas === 0 ? '1' : '0', ...args] as const;
  };

  const send = async (calls: readonly Call[], how: 'sha' | 'text'): Promise<void> => {
    const pipeline = client.pipeline();
    for (const call of calls) {
      const script = SCRIPTS[call.name];
      if (how === 'sha') pipeline.evalsha(script.sha, ...fullArgs(call));
      else pipeline.eval(script.text, ...fullArgs(call));
    }
    if (replicas > 0) pipeline.wait(replicas, REPLICA_TIMEOUT_MS);
    const results = (await pipeline.exec()) ?? [];
    const failure = replicas > 0 ? failureToKeep(results.at(-1), replicas) : null;
    const unknown = calls.filter((call, index) => !settle(call, results[index], failure));
    if (unknown.length > 0) await send(unknown, 'text');
  };

  const write = async (): Promise<void> => {
    const pipeline = client.pipeline().set(VERIFIED, 1);
    // As long as an act waits for them: which is kept when they are slow.
    if (replicas > 0) pipeline.wait(replicas, REPLICA_TIMEOUT_MS);
    const results = (await pipeline.exec()) ?? [];
    const [error] = results[0] ?? [new Error('no answer')];
    const failure = error ?? (replicas > 0 ? failureToKeep(results[1], replicas) : null);
    if (failure !== null) throw explainRedisError(failure);
  };

  const flush = (key: string): void => {
    const calls = batches.get(key) ?? [];
    batches.delete(key);
    send(calls, 'sha').catch((error: unknown) => {
      for (const call of calls) call.reject(explainRedisError(error));
    });
  };

  return {
    run: (name, party, args) =>
      new Promise((resolve, reject) => {
        const key = client.isCluster ? party : '';
        const batch = batches.get(key) ?? [];
        if (batch.length === 0) setImmediate(flush, key);
        batch.push({ name, party, args, resolve, reject });
        batches.set(key, batch);
      }),

    // One at a time: nothing else gets through while it waits for replicas, and it may be asked every second.
    verify() {
      verifying ??= write().finally(() => {
        verifying = null;
      });
      return verifying;
    },
  };
}

type PipelineResult = readonly [error: Error | null, value?: unknown];

function failureToKeep(waited: PipelineResult | undefined, replicas: number): StoreError | null {
  if (waited === undefined || waited[0] !== null) return explainRedisError(waited?.[0]);
  return Number(waited[1]) < replicas ? tooFewReplicas() : null;
}

/** False if Redis does not know the script: then nothing has happened. */
function settle(call: Call, result: PipelineResult | undefined, failure: StoreError | null): boolean {
  const [error, value] = result ?? [new Error('no answer')];
  if (error?.message.startsWith('NOSCRIPT')) return false;
  if (error !== null) call.reject(explainRedisError(error));
  else if (failure !== null) call.reject(failure);
  else call.resolve(value);
  return true;
}
