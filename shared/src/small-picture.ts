// PURE. A picture small enough to be told to everyone in a party: a still WebP of one size, as base64.
import * as v from 'valibot';

/** How it is made: with the first of these qualities that makes it short enough. */
export const SMALL_PICTURE = {
  width: 64,
  height: 36,
  type: 'image/webp',
  qualities: [0.6, 0.4, 0.2],
} as const;

/** A fifth of it is enough for a drawing, half for most films. */
const MAX_CHARS = 1_600;
/**
 * The first 30 bytes of a lossy WebP without further chunks (RFC 9649, section 2.5; RFC 6386, section 9.1), of 64 by 36 px,
 * not scaled, and below 64 KB, as base64 has them: `RIFF`, a length, `WEBPVP8 `, a length, three bytes of flags, `9d 01 2a`,
 * `40 00`, `24 00`. Then the rest of it. A decoder makes room for what the header says, so with another size there a
 * short text could fill the memory of everyone it is shown to.
 */
const PICTURE =
  /^UklGR[g-v][\w+/]{2}AABXRUJQVlA4I[A-P][\w+/]{2}AA[A-D][\w+/]{3}[CGKOSWaeimquy26+]dASpAACQA[A-Za-z\d+/]+={0,2}$/;

export function isSmallPicture(text: string): boolean {
  return text.length <= MAX_CHARS && text.length % 4 === 0 && PICTURE.test(text);
}

export const smallPictureSchema = v.pipe(v.string(), v.check(isSmallPicture));
