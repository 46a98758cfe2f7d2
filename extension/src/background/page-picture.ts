// The picture that a page wants to be shown with, made small for the queue.
import type { FeatureAnswer } from '../messages/feature-asks.ts';
import { readFar } from './far-file.ts';

const MAX_BYTES = 2 * 1_024 * 1_024;
/** What every browser draws; no SVG, which is a document. */
const TYPE = /^image\/(?:jpeg|png|webp|avif|gif)\b/i;
const NONE: FeatureAnswer = { kind: 'failed' };

export interface PicturePorts {
  readonly fetch: typeof fetch;
  /** Null, or rejected: it is no picture. */
  shrink(large: Blob): Promise<string | null>;
}

/** The server of the picture decides whether others than its own pages may read it, as it does for pages (CORS). */
export function createPictureReader({
  fetch: request,
  shrink,
}: PicturePorts): (address: string) => Promise<FeatureAnswer> {
  const read = async (address: string): Promise<FeatureAnswer> => {
    const file = await readFar(request, { address, type: TYPE, maxBytes: MAX_BYTES });
    if (file === null || !file.isWhole) return NONE;
    const picture = await shrink(new Blob([file.bytes], { type: file.type }));
    return picture === null ? NONE : { kind: 'picture', picture };
  };
  // No network, no answer in time, no picture: then the letter of its site stands there.
  return (address) => read(address).catch(() => NONE);
}
