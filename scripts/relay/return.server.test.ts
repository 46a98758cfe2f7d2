// Five hundred people on a node that dies: all are back on the other one within five seconds, by the very back-off that the
// extension uses.
import { expect, test } from 'vitest';
import { backOffMs } from '../../extension/src/background/back-off.ts';
import { startRedis } from '../../relay-server/src/testing/redis-process.ts';
import { spawnRelay } from '../../relay-server/src/testing/relay-process.ts';
import { type BenchClient, connectClient } from '../bench/relay/bench-client.ts';
import { mintParty } from '../bench/relay/crowd.ts';
import { createRandom } from '../simulation/random.ts';

const PEOPLE = 500;
const BACK_WITHIN_MS = 5_000;

interface Person {
  readonly client: BenchClient;
  readonly member: string;
  readonly token: string;
}

test('[ND4] 500 members of a node that dies are back within 5 s, each the one it was', async () => {
  const redis = await startRedis();
  const flags = ['--redis-url', redis.url, '--redis-replicas', '0', '--log-level', 'silent'];
  const [doomed, other] = await Promise.all([spawnRelay(flags), spawnRelay(flags)]);
  const random = createRandom(5);
  const party = mintParty();
  try {
    const host = await enter(other.port, party, null, 'create');
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, () => enter(doomed.port, party, null, 'join')),
    );
    doomed.kill('SIGKILL');
    await doomed.ended;
    const diedAt = performance.now();
    const returns = await Promise.all(
      people.map(async ({ token }) => {
        // Their proxy sends them to whichever node lives, at the first try that finds one.
        await new Promise((resolve) => setTimeout(resolve, backOffMs(0, random.next())));
        const back = await enter(other.port, party, token, 'join');
        return { member: back.member, client: back.client, afterMs: performance.now() - diedAt };
      }),
    );
    expect(returns.map(({ member }) => member)).toEqual(people.map(({ member }) => member));
    expect(Math.max(...returns.map(({ afterMs }) => afterMs))).toBeLessThan(BACK_WITHIN_MS);
    for (const { client } of [host, ...returns]) client.close();
  } finally {
    for (const node of [doomed, other]) {
      node.kill('SIGKILL');
      await node.ended;
    }
    await redis.close();
  }
});

async function enter(
  port: number,
  party: string,
  token: string | null,
  mode: 'create' | 'join',
): Promise<Person> {
  const client = await connectClient({ port, dialect: 'socket-io' }, () => undefined);
  const answer = (await client.ask('join', { party, mode, token, from: null })) as Person & { ok: boolean };
  if (!answer.ok) throw new Error(`Not let in: ${JSON.stringify(answer)}`);
  return { client, member: answer.member, token: answer.token };
}
