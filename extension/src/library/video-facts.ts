// PURE. What a library takes of a video: an address of the web, one line of text, and how long it is (SPEC LB1).
import { cleanLine } from '@sameframe/shared/clean-line.ts';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import { MAX_ADDRESS_CHARS, MAX_TITLE_CHARS } from './library.ts';

/** One video of a list, as libraries, files and queues hand it to each other. */
export interface PlaylistItem {
  readonly address: string;
  readonly title: string;
  /** Null: not known, or it has no end. */
  readonly lengthS?: number | null;
}

export type VideoFacts = Required<PlaylistItem>;

export type VideoRefusal = 'no-web-address' | 'address-too-long';

/** Longer than this is a mistake and no film: a month. */
const MAX_LENGTH_S = 2_678_400;

/** `callIt`: how its site calls an address; left out where whoever brings it has asked the site already. */
export function factsOf(
  { address, title, lengthS = null }: PlaylistItem,
  callIt: (url: URL) => string = ({ href }) => href,
): Result<VideoFacts, VideoRefusal> {
  if (!URL.canParse(address)) return fail('no-web-address');
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return fail('no-web-address');
  // A name and a password in an address would go with every export and every link.
  url.username = '';
  url.password = '';
  const called = callIt(url);
  if (called.length > MAX_ADDRESS_CHARS) return fail('address-too-long');
  const isLength = lengthS !== null && lengthS > 0 && lengthS <= MAX_LENGTH_S;
  return succeed({
    address: called,
    title: cleanLine(title, MAX_TITLE_CHARS),
    lengthS: isLength ? lengthS : null,
  });
}
