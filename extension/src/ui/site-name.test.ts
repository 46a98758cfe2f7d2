import { expect, test } from 'vitest';
import { hostPattern, patternOf, siteOf } from './site-name.ts';

test.each([
  ['https://www.films.example/watch?v=1#t', 'films.example'],
  ['*://*.player.example/*', 'player.example'],
  ['https://player.example/*', 'player.example'],
  ['http://localhost:8787', 'localhost:8787'],
  ['films.example', 'films.example'],
  ['https://bank.example:x@films.example/a', 'films.example'],
  ['https://films.example/@somebody', 'films.example'],
])('%s is %s to people', (address, site) => {
  expect(siteOf(address)).toBe(site);
});

test.each([
  ['https://www.films.example:8443/watch/1', 'https://www.films.example/*'],
  ['http://127.0.0.1:4000/plain.html', 'http://127.0.0.1/*'],
])('access to %s is asked for with %s', (address, pattern) => {
  expect(patternOf(address)).toBe(pattern);
});

test('a host becomes a pattern, a pattern stays one', () => {
  expect(hostPattern('films.example')).toBe('*://films.example/*');
  expect(hostPattern('https://films.example/*')).toBe('https://films.example/*');
});

test('asks for nothing where no site stands behind the address', () => {
  expect(patternOf('about:blank')).toBeNull();
  expect(patternOf('not an address')).toBeNull();
});
