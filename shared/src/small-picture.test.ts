import { expect, test } from 'vitest';
import { isSmallPicture, pickSmallPicture } from './small-picture.ts';
import { SAMPLE_PICTURES } from './testing/small-picture.ts';

const [PICTURE = ''] = SAMPLE_PICTURES;
const bytes = Buffer.from(PICTURE, 'base64');

/** The sample with some bytes of it changed. */
function forge(place: number, ...changed: number[]): string {
  const forged = Buffer.from(bytes);
  forged.set(changed, place);
  return forged.toString('base64');
}

test('[QU12] a small picture is a WebP of the one size', () => {
  for (const picture of SAMPLE_PICTURES) expect(isSmallPicture(picture)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['text', 'a picture'],
  ['base64url', PICTURE.replaceAll('+', '-').replaceAll('/', '_')],
  ['a header that is no base64', `${PICTURE.slice(0, 6)}_${PICTURE.slice(7)}`],
  ['an address', `data:image/webp;base64,${PICTURE}`],
  ['only a header', bytes.subarray(0, 30).toString('base64')],
  ['a wide one, for which a decoder would make room', forge(26, 0xff, 0x3f)],
  ['a high one', forge(28, 0xff, 0x3f)],
  ['one that a decoder may scale', forge(27, 0x40)],
  ['another container', forge(0, 0x52, 0x49, 0x46, 0x58)],
  ['frames that move, or colours of their own', forge(12, ...Buffer.from('VP8X'))],
  ['one without loss', forge(12, ...Buffer.from('VP8L'))],
  ['no frame', forge(23, 0)],
  ['a long one', Buffer.concat([bytes, Buffer.alloc(1_200)]).toString('base64')],
])('[QU12] %s is none', (_what, text) => {
  expect(isSmallPicture(text)).toBe(false);
});

/** A chunk of a RIFF file, as the same with a character for each byte. */
function chunk(name: string, content: string): string {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return name + length.toString('latin1') + content + (content.length % 2 === 0 ? '' : '\0');
}

test('[QU12] one is made of what browsers write: the frame alone, or a profile beside it', () => {
  const file = bytes.toString('latin1');
  const extended = chunk(
    'RIFF',
    `WEBP${chunk('VP8X', 'x'.repeat(10))}${chunk('ICCP', 'x'.repeat(455))}${file.slice(12)}`,
  );
  expect(pickSmallPicture([file], btoa)).toBe(PICTURE);
  expect(pickSmallPicture([extended], btoa)).toBe(PICTURE);
  expect(
    pickSmallPicture(['', chunk('RIFF', 'WEBP'), chunk('RIFF', `WEBP${chunk('VP8L', 'x')}`), file], btoa),
  ).toBe(PICTURE);
  expect(pickSmallPicture(['', 'RIFF', file.slice(0, 20)], btoa)).toBeNull();
});
