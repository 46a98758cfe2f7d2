import { expect, test } from 'vitest';
import { parseRedisUrl } from './redis-url.ts';

const access = { username: undefined, password: undefined, isEncrypted: false };

test.each([
  ['redis://localhost', { kind: 'single', nodes: [{ host: 'localhost', port: 6379 }], access }],
  [
    'rediss://relay:p%40ss@redis.example.org:7000/',
    {
      kind: 'single',
      nodes: [{ host: 'redis.example.org', port: 7000 }],
      access: { username: 'relay', password: 'p@ss', isEncrypted: true },
    },
  ],
  [
    'redis+sentinel://a:1,b/parties',
    {
      kind: 'sentinel',
      nodes: [
        { host: 'a', port: 1 },
        { host: 'b', port: 26379 },
      ],
      name: 'parties',
      access,
    },
  ],
  ['redis+cluster://a:1', { kind: 'cluster', nodes: [{ host: 'a', port: 1 }], access }],
])('[CF5] %s says where the parties are', (text, place) => {
  expect(parseRedisUrl(text)).toEqual(place);
});

test.each(['localhost', 'http://localhost', 'redis://a,b', 'redis+sentinel://a', 'redis://a/1', 'redis://'])(
  '[CF5] %s is refused',
  (text) => {
    expect(parseRedisUrl(text)).toBeNull();
  },
);
