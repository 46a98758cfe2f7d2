// A real redis-server of a test's own: on a free port, with a folder of its own, and it can be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import { createTempFolder } from './temp-folder.ts';

export interface RedisProcess {
  readonly port: number;
  readonly url: string;
  kill(signal: NodeJS.Signals): void;
  /** Starts it again on its port and its data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** As the documentation asks for it: each write is on disk before it is answered. */
const DURABLE = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];

export async function startRedis(
  flags: readonly string[] = DURABLE,
  sentinel: { readonly file: string } | null = null,
): Promise<RedisProcess> {
  const folder = createTempFolder();
  const ownPort = await findFreePort();
  const spawnOwn = () => spawnRedis(ownPort, folder.path, flags, sentinel?.file ?? null);
  let child = await spawnOwn();
  const end = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  return {
    port: ownPort,
    url: `redis://127.0.0.1:${ownPort}`,
    kill: (signal) => void child.kill(signal),
    async restart() {
      await end();
      child = await spawnOwn();
    },
    async close() {
      await end();
      folder.remove();
    },
  };
}

async function spawnRedis(
  port: number,
  dir: string,
  flags: readonly string[],
  sentinelFile: string | null,
): Promise<ChildProcess> {
  const first = sentinelFile === null ? [] : [sentinelFile, '--sentinel'];
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir];
  const child = spawn('redis-server', [...first, ...own, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: Ctrl-C is for whoever started it, who ends it in its turn.
    detached: true,
  });
  // Not left behind when the test run itself is ended.
  const killChild = () => void child.kill('SIGKILL');
  process.once('exit', killChild);
  child.once('exit', () => process.off('exit', killChild));
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      if (/Ready to accept connections|Sentinel ID is/.test(line)) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error('redis-server ended')));
  });
  return child;
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when it has everything that its primary has, which from then on wants it. */
export async function startReplicaOf(primary: RedisProcess): Promise<RedisProcess> {
  const replica = await startRedis([...DURABLE, '--replicaof', `127.0.0.1 ${primary.port}`]);
  const client = new Redis(replica.port);
  const primaryClient = new Redis(primary.port);
  try {
    while (!(await client.info('replication')).includes('master_link_status:up')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await primaryClient.config('SET', 'min-replicas-to-write', '1');
  } finally {
    client.disconnect();
    primaryClient.disconnect();
  }
  return replica;
}

/** A Sentinel that decides alone and soon, as tests of a promotion need it; it knows the primary's replicas. */
export async function startSentinelOf(
  primary: RedisProcess,
  { name, replicas }: { readonly name: string; readonly replicas: number },
): Promise<RedisProcess> {
  const folder = createTempFolder();
  const file = join(folder.path, 'sentinel.conf');
  const lines = [
    `sentinel monitor ${name} 127.0.0.1 ${primary.port} 1`,
    `sentinel down-after-milliseconds ${name} 1000`,
    `sentinel failover-timeout ${name} 5000`,
  ];
  writeFileSync(file, lines.join('\n'));
  const sentinel = await startRedis([], { file });
  const client = new Redis(sentinel.port);
  try {
    while (((await client.call('SENTINEL', 'REPLICAS', name)) as unknown[]).length < replicas) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    client.disconnect();
  }
  return {
    ...sentinel,
    async close() {
      await sentinel.close();
      folder.remove();
    },
  };
}
