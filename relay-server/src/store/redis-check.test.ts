import { expect, test } from 'vitest';
import { findWeaknesses } from './redis-check.ts';

const DOCUMENTED = {
  appendonly: 'yes',
  appendfsync: 'always',
  'maxmemory-policy': 'noeviction',
  'min-replicas-to-write': '1',
};

test('[ND6] the documented setting has no weakness', () => {
  expect(findWeaknesses(DOCUMENTED, 1, 1)).toEqual([]);
});

test.each([
  [{ ...DOCUMENTED, appendonly: 'no' }, 1, 1, 'appendonly is no, not yes: a restart'],
  [{ ...DOCUMENTED, appendfsync: 'everysec' }, 1, 1, 'appendfsync is everysec, not always'],
  [{ ...DOCUMENTED, 'maxmemory-policy': 'allkeys-lru' }, 1, 1, 'parties may vanish'],
  [{ ...DOCUMENTED, 'min-replicas-to-write': '0' }, 1, 1, 'min-replicas-to-write is 0'],
  [DOCUMENTED, 2, 2, 'min-replicas-to-write is 1, not 2'],
  [DOCUMENTED, 0, 1, '0 of 1 replicas are connected'],
  [DOCUMENTED, 0, 0, 'REDIS_REPLICAS is 0'],
  [null, 1, 1, 'does not tell its settings'],
])('[ND6] what is set weaker is said: %j, %d of %d replicas', (settings, connected, replicas, words) => {
  expect(findWeaknesses(settings, connected, replicas)).toEqual([expect.stringContaining(words)]);
});
