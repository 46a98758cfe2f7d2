import { createHash, webcrypto } from 'node:crypto';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { CryptoPort } from './crypto-port.ts';
import { helloSchema, knockOf } from './hello.ts';
import type { MemberToken } from './ids.ts';

test('a knock is the beginning of the hash under which the relay keeps the token', async () => {
  const token = 'AAECAwQFBgcICQoLDA0ODw' as MemberToken;
  const hash = createHash('sha256').update(token).digest('base64url');
  expect(await knockOf(webcrypto as CryptoPort, token)).toBe(hash.slice(0, 22));
});

test.each([
  [{ name: '  Carol\u202e ' }, { name: 'Carol' }],
  [{ name: '\u200b' }, null],
  [{}, null],
  ['Carol', null],
])('a hello of %o says %o', (body, hello) => {
  const parsed = v.safeParse(helloSchema, body);
  expect(parsed.success ? parsed.output : null).toEqual(hello);
});
