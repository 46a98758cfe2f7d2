// Elements that a page plays without having them in its document (entrypoints/unattached.ts).

/** Where they are put: in the page's document, and never seen. */
export const UNATTACHED_TAG = 'sameframe-unattached';

/** A page's clicks and dings are shorter, s. */
export const MIN_SOUND_S = 5;

const INSIDE = `${UNATTACHED_TAG}>*`;

/** A page that draws its film elsewhere, or only lets it sound, has it there. */
export function isUnattached(media: HTMLMediaElement): boolean {
  // A script that asked for the parent would have one made for it, of hundreds of elements.
  return !media.isConnected || media.matches(INSIDE);
}
