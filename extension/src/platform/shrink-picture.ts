// A small picture (small-picture.ts) of a large one, in the background: there is no document there.
import { pickSmallPicture, SMALL_PICTURE } from '@sameframe/shared/small-picture.ts';

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
  const small = await Promise.all(qualities.map((quality) => canvas.convertToBlob({ type, quality })));
  const bytes = await Promise.all(small.map((file) => file.arrayBuffer()));
  return pickSmallPicture(
    bytes.map((each) => String.fromCharCode(...new Uint8Array(each))),
    btoa,
  );
}
