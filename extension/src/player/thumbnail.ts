// A small picture of what an element shows, for a list to choose from.

const WIDTH_PX = 112;
const HEIGHT_PX = 63;
const QUALITY = 0.6;
const HAVE_CURRENT_DATA = 2;

/** A JPEG as a data URL; null where there is no picture, or the browser gives it to nobody (other sites', DRM). */
export function drawThumbnail(media: HTMLMediaElement): string | null {
  if (!(media instanceof HTMLVideoElement) || media.readyState < HAVE_CURRENT_DATA) return null;
  // Protected pictures come out black, without an error.
  if (media.mediaKeys != null || media.videoWidth === 0) return null;
  const canvas = media.ownerDocument.createElement('canvas');
  canvas.width = WIDTH_PX;
  canvas.height = HEIGHT_PX;
  const scale = Math.min(WIDTH_PX / media.videoWidth, HEIGHT_PX / media.videoHeight);
  const [width, height] = [media.videoWidth * scale, media.videoHeight * scale];
  try {
    canvas
      .getContext('2d')
      ?.drawImage(media, (WIDTH_PX - width) / 2, (HEIGHT_PX - height) / 2, width, height);
    return canvas.toDataURL('image/jpeg', QUALITY);
  } catch {
    // The picture is another site's.
    return null;
  }
}
