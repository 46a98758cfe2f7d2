// A real Redis Cluster of three on this machine, as small as one can be.
import { Redis } from 'ioredis';
import { findFreePort, type RedisProcess, startRedis } from './redis-process.ts';

export interface RedisCluster {
  /** `redis+cluster://HOST:PORT,…` */
  readonly url: string;
  close(): Promise<void>;
}

const IN_MEMORY = ['--appendonly', 'no', '--save', ''];
const NODES = 3;
const SLOTS = 16_384;
const LOOK_MS = 50;
const READY_WITHIN_MS = 30_000;

/** Resolves when the nodes know each other and all slots are taken. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const nodes: RedisProcess[] = [];
  const close = async () => {
    for (const node of nodes) await node.close();
  };
  const busPorts: number[] = [];
  try {
    for (let index = 0; index < NODES; index += 1) {
      // By itself it would take the port 10,000 above, which there may not be.
      const busPort = await findFreePort();
      busPorts.push(busPort);
      nodes.push(
        await startRedis([...IN_MEMORY, '--cluster-enabled', 'yes', '--cluster-port', String(busPort)]),
      );
    }
    await introduce(nodes, busPorts);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `redis+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`, close };
}

async function introduce(nodes: readonly RedisProcess[], busPorts: readonly number[]): Promise<void> {
  const clients = nodes.map(({ port }) => new Redis(port));
  const [first] = clients;
  try {
    for (const [index, client] of clients.entries()) {
      const from = Math.floor((index * SLOTS) / NODES);
      const to = Math.floor(((index + 1) * SLOTS) / NODES) - 1;
      await client.call('CLUSTER', 'ADDSLOTSRANGE', String(from), String(to));
      await client.call('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1));
      await first?.call('CLUSTER', 'MEET', '127.0.0.1', String(nodes[index]?.port), String(busPorts[index]));
    }
    const deadline = performance.now() + READY_WITHIN_MS;
    for (const client of clients) {
      while (!(await isReady(client))) {
        if (performance.now() > deadline) throw new Error('The cluster did not come together.');
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    }
  } finally {
    for (const client of clients) client.disconnect();
  }
}

async function isReady(client: Redis): Promise<boolean> {
  const info = String(await client.call('CLUSTER', 'INFO'));
  return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${NODES}`);
}
