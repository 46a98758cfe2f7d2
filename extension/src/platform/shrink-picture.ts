// A small picture (small-picture.ts) of a large one, in the background: there is no document there.
import { isSmallPicture, SMALL_PICTURE } from '@sameframe/shared/small-picture.ts';

/** As base64, cut to its middle; null where the browser cannot read it, or nothing short comes of it. */
export async function shrinkPicture(large: Blob): Promise<string | null> {
  const { width, height, type, qualities } = SMALL_PICTURE;
  const bitmap = await createImageBitmap(large);
  const canvas = new OffscreenCanvas(width, height);
  const scale = Math.max(width / bitmap.width, height / bitmap.height);
  const [w, h] = [bitmap.width * scale, bitmap.height * scale];
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, (width - w) / 2, (height - h) / 2, w, h);
  bitmap.close();
  for (const quality of qualities) {
    const small = await canvas.convertToBlob({ type, quality });
    const base64 = btoa(String.fromCharCode(...new Uint8Array(await small.arrayBuffer())));
    if (isSmallPicture(base64)) return base64;
  }
  return null;
}
