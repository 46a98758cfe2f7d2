// Where on the screen the overlay stands: over the video where enough of it is seen, otherwise over the page.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Smaller than this and a line of text would not fit: then the whole viewport serves. In CSS pixels. */
const MIN_WIDTH_PX = 240;
const MIN_HEIGHT_PX = 120;

/** `anchor` is the video's box in viewport coordinates, null when there is none. */
export function placeOver(anchor: Box | null, viewport: Box): Box {
  if (anchor === null) return viewport;
  const left = Math.max(anchor.left, viewport.left);
  const top = Math.max(anchor.top, viewport.top);
  const width = Math.min(anchor.left + anchor.width, viewport.left + viewport.width) - left;
  const height = Math.min(anchor.top + anchor.height, viewport.top + viewport.height) - top;
  return width >= MIN_WIDTH_PX && height >= MIN_HEIGHT_PX ? { left, top, width, height } : viewport;
}
