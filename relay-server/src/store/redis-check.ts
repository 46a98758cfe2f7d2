// Reads how the Redis that was found is set, and says what it does not promise.
import type { RedisClient } from './redis-client.ts';

const WANTED = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' } as const;

/** PURE. One sentence for each promise that does not hold; `settings` is null where Redis does not tell them. */
export function findWeaknesses(
  settings: Readonly<Record<string, string>> | null,
  connectedReplicas: number,
  replicas: number,
): string[] {
  const weaknesses: string[] = [];
  if (settings === null) {
    weaknesses.push('Redis does not tell its settings (CONFIG GET): whether it keeps events is not known.');
  } else {
    const losses = {
      appendonly: 'a restart of Redis loses everything',
      appendfsync: 'a crash of its machine loses what was acknowledged in the last second or more',
      'maxmemory-policy': 'parties may vanish when memory runs out',
    };
    for (const [name, wanted] of Object.entries(WANTED)) {
      if (settings[name] === wanted) continue;
      weaknesses.push(
        `${name} is ${settings[name] ?? 'unknown'}, not ${wanted}: ${losses[name as keyof typeof losses]}.`,
      );
    }
    const wantedReplicas = Number(settings['min-replicas-to-write']);
    if (wantedReplicas < replicas) {
      weaknesses.push(
        `min-replicas-to-write is ${wantedReplicas}, not ${replicas}: a primary that was cut off goes on accepting writes.`,
      );
    }
  }
  if (replicas === 0) {
    weaknesses.push(
      'REDIS_REPLICAS is 0: if Redis dies and another one takes over, acknowledged events are lost.',
    );
  } else if (connectedReplicas < replicas) {
    weaknesses.push(
      `${connectedReplicas} of ${replicas} replicas are connected: nothing is acknowledged until they are.`,
    );
  }
  return weaknesses;
}

/** What an operator should be told loudly; empty under the documented setting. */
export async function checkRedis(client: RedisClient, replicas: number): Promise<string[]> {
  return findWeaknesses(await readSettings(client), await countReplicas(client), replicas);
}

async function readSettings(client: RedisClient): Promise<Record<string, string> | null> {
  try {
    const settings: Record<string, string> = {};
    for (const name of [...Object.keys(WANTED), 'min-replicas-to-write']) {
      const answer: unknown = await client.config('GET', name);
      settings[name] = String(Array.isArray(answer) ? answer[1] : Object.values(answer as object)[0]);
    }
    return settings;
  } catch {
    return null;
  }
}

async function countReplicas(client: RedisClient): Promise<number> {
  const info = await client.info('replication').catch(() => '');
  return Number(/^connected_slaves:(\d+)/m.exec(String(info))?.[1] ?? 0);
}
