// The product's relay, without limits of rate: one driver stands for thousands of addresses.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type RelayConfig, readConfig } from '../../../relay-server/src/config.ts';
import { type RelayParts, startRelay } from '../../../relay-server/src/relay.ts';
import { createMemoryStore } from '../../../relay-server/src/store/memory-store.ts';
import { openSharedState } from '../../../relay-server/src/store/redis-store.ts';
import { createSqliteStore } from '../../../relay-server/src/store/sqlite-store.ts';
import type { RelayKind } from './server-kind.ts';
import type { StartedServer } from './serving.ts';

const FLAGS = [
  '--port=0',
  '--max-members-per-party=30000',
  '--max-connections=100000',
  '--address-connections-per-minute=0',
  '--address-failed-joins-per-minute=0',
  '--address-creations-per-hour=0',
  '--max-connections-per-address=100000',
  '--member-intents-per-10-s=0',
  '--party-intents-per-10-s=0',
  '--connection-messages-per-10-s=0',
];

export async function serveRelay(kind: RelayKind, flags: readonly string[]): Promise<StartedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sameframe-bench-relay-'));
  const request = readConfig({}, [...FLAGS, ...flags]);
  if (request.kind !== 'run') throw new Error('Not a configuration to run.');
  const { config } = request;
  const relay = await startRelay({
    config,
    log: pino({ level: 'silent' }),
    ...(await openStore(kind, config, folder)),
  });
  return {
    port: relay.port,
    stop: async () => {
      await relay.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openStore(
  kind: RelayKind,
  config: RelayConfig,
  folder: string,
): Promise<Pick<RelayParts, 'store' | 'shared'>> {
  switch (kind) {
    case 'relay':
      return { store: createSqliteStore(folder) };
    case 'relay-in-memory':
      return { store: createMemoryStore() };
    case 'relay-on-redis': {
      if (config.redis === null) throw new Error('A relay on Redis needs its address.');
      const { memberLeaseMs } = config.settings;
      const {
        store,
        weaknesses: _,
        ...shared
      } = await openSharedState({
        ...config.redis,
        memberLeaseMs,
        onClockSetBack: () => undefined,
      });
      return { store, shared };
    }
  }
}
