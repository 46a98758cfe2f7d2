// A party on two nodes, and a node that serves another party only: what does it have to do with the first?
import { startRedis } from '../../../relay-server/src/testing/redis-process.ts';
import { type BenchServer, startBenchServer } from './bench-server.ts';
import { cpuOf, measureSteady, type SteadyFigures } from './steady.ts';

export interface TwoNodesFigures {
  readonly one: SteadyFigures;
  readonly two: SteadyFigures;
  /** Processor time of a node while the other one alone serves the party, as a part of that one's. */
  readonly bystanderShare: number;
}

export async function measureTwoNodes(work: {
  readonly memberCount: number;
  readonly seconds: number;
}): Promise<TwoNodesFigures> {
  const redis = await startRedis();
  const flags = [`--redis-url=${redis.url}`, '--redis-replicas=0'];
  const servers: BenchServer[] = [];
  try {
    const first = await startBenchServer('relay-on-redis', { flags });
    servers.push(first);
    const one = await measureSteady([first], work);
    const second = await startBenchServer('relay-on-redis', { flags });
    servers.push(second);
    const bystanderBefore = await cpuOf([second]);
    const busyBefore = await cpuOf([first]);
    await measureSteady([first], work);
    const bystander = (await cpuOf([second])) - bystanderBefore;
    const busy = (await cpuOf([first])) - busyBefore;
    return { one, two: await measureSteady([first, second], work), bystanderShare: bystander / busy };
  } finally {
    for (const server of servers) await server.stop();
    await redis.close();
  }
}
