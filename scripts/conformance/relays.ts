// Which relays the conformance tests are run against: the one that SAMEFRAME_RELAY_URL names, or else our own in both its
// forms, each as an operator starts it.
import { startRedis } from '../../relay-server/src/testing/redis-process.ts';
import { type RelayProcess, spawnRelay } from '../../relay-server/src/testing/relay-process.ts';
import { createTempFolder } from '../../relay-server/src/testing/temp-folder.ts';

export interface RelayUnderTest {
  /** Of each node; members are spread over them. */
  readonly urls: readonly string[];
  close(): Promise<void>;
}

export interface RelayForm {
  readonly name: string;
  start(): Promise<RelayUnderTest>;
}

const given = process.env.SAMEFRAME_RELAY_URL;

export const RELAYS: readonly RelayForm[] =
  given === undefined || given === ''
    ? [
        { name: 'one process on SQLite', start: startOnSqlite },
        { name: 'two nodes on Redis', start: startOnRedis },
      ]
    : [{ name: given, start: async () => ({ urls: [given], close: async () => undefined }) }];

async function startOnSqlite(): Promise<RelayUnderTest> {
  const folder = createTempFolder();
  const relay = await spawnRelay(['--data-dir', folder.path, '--log-level', 'silent']);
  return {
    urls: [relay.url],
    close: async () => {
      await end(relay);
      folder.remove();
    },
  };
}

async function startOnRedis(): Promise<RelayUnderTest> {
  const redis = await startRedis();
  const flags = ['--redis-url', redis.url, '--redis-replicas', '0', '--log-level', 'silent'];
  const nodes = await Promise.all([spawnRelay(flags), spawnRelay(flags)]);
  return {
    urls: nodes.map(({ url }) => url),
    close: async () => {
      await Promise.all(nodes.map(end));
      await redis.close();
    },
  };
}

async function end(relay: RelayProcess): Promise<void> {
  relay.kill('SIGKILL');
  await relay.ended;
}
