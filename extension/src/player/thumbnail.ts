// A small picture of what an element shows: for a list to choose from, and for the party's queue.
import { pickSmallPicture, SMALL_PICTURE } from '@sameframe/shared/small-picture.ts';

const HAVE_CURRENT_DATA = 2;

/** A JPEG of 112 by 63 px as a data URL; null where there is no picture, or the browser gives it to nobody (other sites', DRM). */
export function drawThumbnail(media: HTMLMediaElement): string | null {
  return encode(media, { width: 112, height: 63 }, 'image/jpeg', [0.6])[0] ?? null;
}

/** As everyone in the party may have it (small-picture.ts); null as above, and where it would be too long. */
export function drawSmallPicture(media: HTMLMediaElement): string | null {
  const { type, qualities } = SMALL_PICTURE;
  const files = encode(media, SMALL_PICTURE, type, qualities).map((url) => atob(url.split(',')[1] ?? ''));
  return pickSmallPicture(files, btoa);
}

/** One data URL for each quality. */
function encode(
  media: HTMLMediaElement,
  { width, height }: { readonly width: number; readonly height: number },
  type: string,
  qualities: readonly number[],
): readonly string[] {
  if (!(media instanceof HTMLVideoElement) || media.readyState < HAVE_CURRENT_DATA) return [];
  // Protected pictures come out black, without an error.
  if (media.mediaKeys != null || media.videoWidth === 0) return [];
  const canvas = media.ownerDocument.createElement('canvas');
  Object.assign(canvas, { width, height });
  const scale = Math.min(width / media.videoWidth, height / media.videoHeight);
  const [w, h] = [media.videoWidth * scale, media.videoHeight * scale];
  try {
    canvas.getContext('2d', { alpha: false })?.drawImage(media, (width - w) / 2, (height - h) / 2, w, h);
    return qualities.map((quality) => canvas.toDataURL(type, quality));
  } catch {
    // The picture is another site's.
    return [];
  }
}
