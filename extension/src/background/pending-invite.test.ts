import { expect, test } from 'vitest';
import { readInviteMessage } from './pending-invite.ts';

const RELAY = 'https://relay.example.org';
const CODE = 'K7QM-4TZP-9XWD-2RHV-6BNC';
const message = { kind: 'pending-invite', text: CODE, isAgain: false };

function readFrom(url: string | undefined, sent: unknown = message) {
  return readInviteMessage(sent, url === undefined ? {} : { url }, RELAY);
}

test("an invite is taken from the default relay's own page", () => {
  expect(readFrom(`${RELAY}/join`)).toEqual({
    code: 'K7QM4TZP9XWD2RHV6BNC',
    relay: null,
    address: null,
    isAgain: false,
  });
  expect(readFrom(`${RELAY}/join?from=mail`)).not.toBeNull();
});

test('[LB8] an invite to the party of a video says where that is, if it is an address of the web', () => {
  const readVideo = (address: string) =>
    readFrom(`${RELAY}/join`, { ...message, text: `${CODE}&video=${address}` })?.address;
  expect(readVideo('https://films.example/watch?v=1')).toBe('https://films.example/watch?v=1');
  expect(readVideo('javascript:alert(1)')).toBeNull();
});

test.each([
  ['another site', 'https://evil.example/join'],
  ['a site whose name begins the same', 'https://relay.example.org.evil.example/join'],
  ['another page of the relay', `${RELAY}/joined`],
  ['no address', undefined],
  ['an address that is none', 'join'],
])('an invite from %s is not taken', (_where, url) => {
  expect(readFrom(url)).toBeNull();
});

test.each([
  ['another kind', { ...message, kind: 'start' }],
  ['no code', { ...message, text: 'hello' }],
  ['a text without end', { ...message, text: `${CODE} `.repeat(400) }],
  ['nothing', null],
])('a message with %s is not taken', (_what, sent) => {
  expect(readFrom(`${RELAY}/join`, sent)).toBeNull();
});
