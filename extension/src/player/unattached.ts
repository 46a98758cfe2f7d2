// Elements that a page plays without having them in its document (entrypoints/unattached.ts).

/** Where they are put: in the page's document, and never seen. */
export const UNATTACHED_TAG = 'sameframe-unattached';

/** A page that draws its film elsewhere, or only lets it sound, has it there. */
export function isUnattached(media: HTMLMediaElement): boolean {
  return !media.isConnected || media.parentElement?.localName === UNATTACHED_TAG;
}
