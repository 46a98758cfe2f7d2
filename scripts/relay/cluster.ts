// npm run relay:cluster: two relay nodes and a Redis with a replica on this computer, for trying out what happens when
// one of them dies. Everything is gone when it ends.
import {
  type RedisProcess,
  startRedis,
  startReplicaOf,
} from '../../relay-server/src/testing/redis-process.ts';
import { createCleanup } from '../demo/cleanup.ts';
import { endOnSignals } from '../demo/end-on-signals.ts';
import { ensurePackages } from '../setup/ensure-packages.ts';
import { RelayStartError, startRelayProcess } from './relay-process.ts';

const EXIT_FAILED = 1;
const FIRST_PORT = 8787;
const NODES = 2;

const cleanup = createCleanup();
endOnSignals(cleanup);
const install = process.argv.includes('--no-install') ? 'never' : 'when-allowed';
const ensured = await ensurePackages(['redis-server'], { install, say: console.log });
if (!ensured.ok) {
  console.error(ensured.reason.advice);
  process.exit(EXIT_FAILED);
}
try {
  const redis = await keepRedis(startRedis());
  const replica = await keepRedis(startReplicaOf(redis));
  console.log(`redis    ${redis.url}, its replica ${replica.url}`);
  for (let index = 0; index < NODES; index += 1) {
    const flags = ['--port', String(FIRST_PORT + index), '--redis-url', redis.url];
    const onLog = (line: string) => console.log(`node ${index + 1}: ${line}`);
    const node = await cleanup.keep(await startRelayProcess({ flags, onLog }));
    console.log(`node ${index + 1}   http://localhost:${node.port}`);
  }
  console.log('One party may be on both. Ctrl-C ends it.');
  await new Promise<void>((resolve) => cleanup.signal.addEventListener('abort', () => resolve()));
} catch (error) {
  if (!cleanup.signal.aborted) {
    console.error(error instanceof RelayStartError ? error.message : error);
    process.exitCode = EXIT_FAILED;
  }
}
await cleanup.end();
process.exit();

async function keepRedis(starting: Promise<RedisProcess>): Promise<RedisProcess> {
  const redis = await starting;
  await cleanup.keep({ close: redis.close, kill: () => redis.kill('SIGKILL') });
  return redis;
}
