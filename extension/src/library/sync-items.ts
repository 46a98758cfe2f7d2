// How the parts of a library are called in the browser's own sync, the same in every browser.
import { SYNC_PREFIX } from './inbox.ts';
import { keyOf, type Library, type SavedVideo } from './library.ts';

export const VIDEO_PREFIX = `${SYNC_PREFIX}video/`;
export const LIST_PREFIX = `${SYNC_PREFIX}list/`;
/** Everything that is uploaded, by its key. */
export type SyncItems = Readonly<Record<string, unknown>>;
/** What this browser knew last of it, as JSON. */
export type SyncBase = Readonly<Record<string, string>>;

export interface SyncSides {
  readonly library: Library;
  readonly base: SyncBase;
  readonly remote: SyncItems;
}

/** A video within the names and lists of sync. */
export function shortNameOf(video: Pick<SavedVideo, 'address'>): string {
  return shortOf(keyOf(video));
}

/** A text in 53 bits (cyrb53): room is dear there. */
export function shortOf(text: string): string {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    low = Math.imul(low ^ code, 2_654_435_761);
    high = Math.imul(high ^ code, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & high) + (low >>> 0)).toString(36);
}

/** All that anybody knows of, once each. */
export function keysUnder(
  prefix: string,
  here: Iterable<string>,
  { base, remote }: Pick<SyncSides, 'base' | 'remote'>,
): readonly string[] {
  const all = new Set([...here, ...Object.keys(base), ...Object.keys(remote)]);
  return [...all].filter((key) => key.startsWith(prefix));
}
