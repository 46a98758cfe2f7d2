// A real relay in this process, on a free port and a database of its own; ended and removed after each test.
import { pino } from 'pino';
import { afterEach } from 'vitest';
import { type RelayConfig, readConfig } from '../config.ts';
import { type RunningRelay, startRelay } from '../relay.ts';
import type { PartyStore } from '../store/party-store.ts';
import { createSqliteStore } from '../store/sqlite-store.ts';
import { createSocketMember, type SocketMember } from './socket-member.ts';
import { createTempFolder } from './temp-folder.ts';

export interface RelayFixture extends RunningRelay {
  readonly store: PartyStore;
  connect(auth?: object): SocketMember;
}

/** To be called once per test file. `flags` are the relay's own: `['--member-lease-ms', '200']`. */
export function prepareRelays(): (flags?: readonly string[]) => Promise<RelayFixture> {
  const cleanUps: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });
  return async (flags = []) => {
    const folder = createTempFolder();
    cleanUps.push(folder.remove);
    const store = createSqliteStore(folder.path);
    const relay = await startRelay({ config: testConfig(flags), store, log: pino({ level: 'silent' }) });
    cleanUps.push(relay.stop);
    return {
      ...relay,
      store,
      connect(auth) {
        const member = createSocketMember(relay.url, auth);
        cleanUps.push(() => member.socket.disconnect());
        return member;
      },
    };
  };
}

export function testConfig(flags: readonly string[]): RelayConfig {
  const request = readConfig({}, ['--port', '0', ...flags]);
  if (request.kind !== 'run') throw new Error('not a configuration to run');
  return request.config;
}
