// PURE. A picture small enough to be told to everyone in a party: a still WebP of one size, as base64.
import * as v from 'valibot';

/** How it is made: with the first of these qualities that makes it short enough. */
export const SMALL_PICTURE = {
  width: 64,
  height: 36,
  type: 'image/webp',
  qualities: [0.6, 0.4, 0.2],
} as const;

/** Measured with libwebp: 600 for the tests' film at the best of these qualities, 1,440 for noise at the least. */
const MAX_CHARS = 1_600;
/**
 * The first 30 bytes of a lossy WebP without further chunks (RFC 9649, section 2.5; RFC 6386, section 9.1), of 64 by 36 px,
 * not scaled, and below 64 KB, as base64 has them: `RIFF`, a length, `WEBPVP8 `, a length, three bytes of flags, `9d 01 2a`,
 * `40 00`, `24 00`. Then the rest of it. A decoder makes room for what the header says, so with another size there a
 * short text could fill the memory of everyone it is shown to.
 */
const PICTURE =
  /^UklGR[g-v][A-Za-z\d+/]{2}AABXRUJQVlA4I[A-P][A-Za-z\d+/]{2}AA[A-D][A-Za-z\d+/]{3}[CGKOSWaeimquy26+]dASpAACQA[A-Za-z\d+/]+={0,2}$/;

export function isSmallPicture(text: string): boolean {
  return text.length <= MAX_CHARS && text.length % 4 === 0 && PICTURE.test(text);
}

export const smallPictureSchema = v.pipe(v.string(), v.check(isSmallPicture));

/**
 * The first of these WebP files that makes one, as base64; null if none does. `files` and what `encode` is given have a
 * character for each byte, as `atob` and `btoa` have it.
 */
export function pickSmallPicture(files: readonly string[], encode: (bytes: string) => string): string | null {
  return files.map((file) => encode(keepFrame(file))).find(isSmallPicture) ?? null;
}

/** Chromium puts a colour profile beside the frame, which is longer than the picture; nothing is left where there is no frame. */
function keepFrame(file: string): string {
  const HEADER = 8;
  const lengthAt = (place: number) =>
    [3, 2, 1, 0].reduce((sum, index) => sum * 256 + file.charCodeAt(place + index), 0);
  // After the file's own header come chunks, each of an even length.
  let place = HEADER + 4;
  while (place + HEADER <= file.length) {
    const length = lengthAt(place + 4);
    const end = place + HEADER + length + (length % 2);
    if (file.startsWith('VP8 ', place)) {
      const frame = `WEBP${file.slice(place, end)}`;
      const bytes = [0, 8, 16, 24].map((bits) => (frame.length >>> bits) & 0xff);
      return `RIFF${String.fromCharCode(...bytes)}${frame}`;
    }
    place = end;
  }
  return '';
}
