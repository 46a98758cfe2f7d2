import { expect, test } from 'vitest';
import { chooseRelayUrl, inviteMatchPattern } from './relay-url.ts';

test('a development build talks to this computer unless told otherwise', () => {
  expect(chooseRelayUrl('development', undefined)).toBe('http://localhost:8787');
  expect(chooseRelayUrl('development', 'http://192.168.1.5:9000/')).toBe('http://192.168.1.5:9000');
});

test('a release build takes an https origin', () => {
  expect(chooseRelayUrl('release', 'https://relay.example.org/')).toBe('https://relay.example.org');
});

test.each([
  ['relay-url-missing', undefined],
  ['relay-url-missing', ''],
  ['relay-url-insecure', 'http://relay.example.org'],
  ['relay-url-insecure', 'http://localhost:8787'],
  ['relay-url-invalid', 'relay.example.org'],
  ['relay-url-invalid', 'wss://relay.example.org'],
  ['relay-url-invalid', 'https://relay.example.org/path'],
  ['relay-url-invalid', 'https://someone@relay.example.org'],
])('a release build refuses with %s: %s', (code, requested) => {
  expect(() => chooseRelayUrl('release', requested)).toThrow(expect.objectContaining({ code }));
});

test('the invite page is matched by host, as patterns know no ports', () => {
  expect(inviteMatchPattern('http://localhost:8787')).toBe('http://localhost/join*');
  expect(inviteMatchPattern('https://relay.example.org:444')).toBe('https://relay.example.org/join*');
});
