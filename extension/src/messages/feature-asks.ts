// What the features over a video ask of the person's library and browser, and what they are told. The background parses the
// question: it comes from a page's process. The answer holds no code of any party.
import { MAX_ADDRESS_CHARS } from '@sameframe/shared/web-address.ts';
import * as v from 'valibot';

/** In one playlist, and in the queue. */
export const MAX_LISTED = 500;

const addressSchema = v.pipe(v.string(), v.maxLength(MAX_ADDRESS_CHARS), v.regex(/^https?:\/\//));
const listedVideoSchema = v.object({
  address: addressSchema,
  title: v.pipe(v.string(), v.maxLength(800)),
  /** Null: not known, or it has no end. */
  lengthS: v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))),
});
/** One video of a list, as the library and a queue hand it to each other. */
export type ListedVideo = v.InferOutput<typeof listedVideoSchema>;

export const featureAskSchema = v.variant('kind', [
  /** A new playlist of these, in this order. */
  v.object({
    kind: v.literal('save-playlist'),
    name: v.pipe(v.string(), v.maxLength(400)),
    videos: v.pipe(v.array(listedVideoSchema), v.maxLength(MAX_LISTED)),
  }),
  v.object({ kind: v.literal('list-playlists') }),
  /** The newest of the saved ones that have all of these words. */
  v.object({ kind: v.literal('find-videos'), words: v.pipe(v.string(), v.maxLength(200)) }),
  v.object({
    kind: v.literal('read-playlist'),
    playlist: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  }),
  /** How a page calls itself that nobody has opened yet. */
  v.object({ kind: v.literal('read-title'), address: addressSchema }),
  /** What is at an address that came with a title. */
  v.object({ kind: v.literal('read-picture'), address: addressSchema }),
]);
export type FeatureAsk = v.InferOutput<typeof featureAskSchema>;

export type SaveRefusal = 'no-name' | 'name-taken' | 'too-many-playlists' | 'library-full';

/** A playlist, by what a person knows it by. */
export interface ListedPlaylist {
  readonly id: number;
  readonly name: string;
  readonly count: number;
}

export type FeatureAnswer =
  /** `left`: so many found no room in the library. */
  | { readonly kind: 'saved'; readonly name: string; readonly taken: number; readonly left: number }
  /** Nothing has changed. */
  | { readonly kind: 'not-saved'; readonly why: SaveRefusal }
  | { readonly kind: 'playlists'; readonly playlists: readonly ListedPlaylist[] }
  | { readonly kind: 'videos'; readonly videos: readonly ListedVideo[] }
  /**
   * The one element of the page's head that says it, at most 2,000 characters, as the page wrote it; and where the picture is
   * that it wants to be shown with, if there is one.
   */
  | { readonly kind: 'title'; readonly html: string; readonly picture: string | null }
  /** Made small (small-picture.ts). */
  | { readonly kind: 'picture'; readonly picture: string }
  /** What is stored cannot be read or written, or nobody has answered. */
  | { readonly kind: 'failed' };
