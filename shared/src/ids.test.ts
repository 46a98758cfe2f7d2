import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  eventIdSchema,
  idFromBytes,
  type MemberId,
  mediaKeySchema,
  memberIdSchema,
  memberTokenSchema,
  partyIdSchema,
} from './ids.ts';

const SCHEMAS = [partyIdSchema, memberIdSchema, eventIdSchema, memberTokenSchema];

test('[AD2] an id made of 16 bytes is of the form that every id must have', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const id = idFromBytes<MemberId>(bytes);
      for (const schema of SCHEMAS) expect(v.parse(schema, id)).toBe(id);
    }),
  );
});

test('[AD2] different bytes make different ids', () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const isSame = one.every((byte, index) => byte === other[index]);
      expect(idFromBytes(one) === idFromBytes(other)).toBe(isSame);
    }),
  );
});

test.each([0, 15, 17])('[AD2] %i bytes make no id', (count) => {
  expect(() => idFromBytes(new Uint8Array(count))).toThrow(RangeError);
});

test.each([
  '',
  'short',
  `${'a'.repeat(21)}=`,
  `${'a'.repeat(21)}+`,
  `${'a'.repeat(22)}\n`,
  'a'.repeat(23),
  22,
  null,
  ['a'.repeat(22)],
])('[AD2] %j is no id', (value) => {
  for (const schema of SCHEMAS) expect(v.safeParse(schema, value).success).toBe(false);
});

test('[MK2] a media key is a text of 1 to 2048 characters', () => {
  const isKey = (value: unknown) => v.safeParse(mediaKeySchema, value).success;
  expect(['k', 'https://example.org/watch?v=1', 'x'.repeat(2_048)].every(isKey)).toBe(true);
  expect(['', 'x'.repeat(2_049), 7, null].some(isKey)).toBe(false);
});
