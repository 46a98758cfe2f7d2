import { type PartyCode, parseInvite } from '@sameframe/shared/code.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatVideoLink, splitVideoInvite } from './video-invite.ts';

const CODE = 'K7QM4TZP9XWD2RHV6BNC' as PartyCode;
const RELAY = 'https://relay.example.org';

test('[LB8] what a link says is what was put into it, pasted whole or found behind the #', () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (address) => {
      const link = formatVideoLink(CODE, RELAY, address);
      const expected = new URL(address).href;
      const pasted = splitVideoInvite(link);
      expect(pasted.address).toBe(expected);
      expect(parseInvite(pasted.invite)).toEqual({ ok: true, value: { code: CODE, relay: RELAY } });
      const behind = splitVideoInvite(decodeURIComponent(link.slice(link.indexOf('#') + 1)));
      expect(behind.address).toBe(expected);
      expect(parseInvite(behind.invite)).toEqual({ ok: true, value: { code: CODE, relay: null } });
    }),
  );
});

test('[LB8] an extension that knows nothing of videos finds the code all the same', () => {
  const link = formatVideoLink(CODE, RELAY, 'https://films.example/watch?v=1&code=0000-1111-2222-3333-4444');
  expect(parseInvite(link)).toEqual({ ok: true, value: { code: CODE, relay: RELAY } });
});

test('[LB8] words after a pasted link are no part of the address', () => {
  const link = formatVideoLink(CODE, RELAY, 'https://films.example/1');
  expect(splitVideoInvite(`Come and watch: ${link} at eight`).address).toBe('https://films.example/1');
});

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'chrome://settings',
  '%',
  '',
  `https://films.example/${'a'.repeat(3_000)}`,
  'https://',
])('[LB8] an address such as %.30s counts for nothing, and the invite stays', (address) => {
  const text = `K7QM-4TZP-9XWD-2RHV-6BNC&video=${address}`;
  expect(splitVideoInvite(text)).toEqual({ invite: 'K7QM-4TZP-9XWD-2RHV-6BNC', address: null });
});

test('[LB8] a name and a password in an address go nowhere', () => {
  const { address } = splitVideoInvite('K7QM-4TZP-9XWD-2RHV-6BNC&video=https://alice:secret@films.example/1');
  expect(address).toBe('https://films.example/1');
});
