import { expect, test } from 'vitest';
import { textFrame } from './text-frame.ts';

test.each([
  [0, [0x81, 0]],
  [125, [0x81, 125]],
  [126, [0x81, 126, 0, 126]],
  [65_535, [0x81, 126, 0xff, 0xff]],
  [65_536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
])('a text of %i bytes has its length in the head and follows it', (bytes, head) => {
  const text = 'x'.repeat(bytes);
  expect(textFrame(text).equals(Buffer.concat([Buffer.from(head), Buffer.from(text)]))).toBe(true);
});

test('what is counted is bytes, not characters', () => {
  expect([...textFrame('ä')]).toEqual([0x81, 2, 0xc3, 0xa4]);
});
