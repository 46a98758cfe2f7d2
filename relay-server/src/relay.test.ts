import { pino } from 'pino';
import { expect, test } from 'vitest';
import { startRelay } from './relay.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { StoreError } from './store/party-store.ts';
import { testConfig } from './testing/relay-fixture.ts';

test('[ST9] a store that fails as the relay starts is closed, and nobody else is kept from using it', async () => {
  const problem = new StoreError('damaged', 'the database is damaged', 'Restore a backup.');
  const store = createMemoryStore();
  const failing = {
    ...store,
    latestAt: () => {
      throw problem;
    },
  };
  const log = pino({ level: 'silent' });
  await expect(startRelay({ config: testConfig([]), store: failing, log })).rejects.toBe(problem);
  expect(() => store.verify()).toThrow('the store is closed');
});
