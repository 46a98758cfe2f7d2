// What a site's own player is asked through the page's own world, and what it answers. Both worlds' halves agree on
// this; everything that crosses is text, and the page may have forged it.
import * as v from 'valibot';

/** Event on the video, from our world to the page's; its detail is a `PageCall` as JSON. */
export const CALL_EVENT = 'sameframe-call';
/** Event on the document, back within the same turn; its detail is a reading as JSON, or `null`. */
export const REPLY_EVENT = 'sameframe-reply';
/** Event on the document: the player's state may have changed without an event of the element. No detail. */
export const CHANGE_EVENT = 'sameframe-change';

export type PageCall =
  | { readonly kind: 'read' }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  /** In the player's own seconds. */
  | { readonly kind: 'seek'; readonly positionS: number };

const seconds = v.pipe(v.number(), v.finite());

export const pageReadingSchema = v.object({
  /** The player's own seconds, adverts in the stream included where it counts them. */
  positionS: seconds,
  /** Null where it is unknown or endless. */
  durationS: v.nullable(v.pipe(seconds, v.minValue(0))),
  isPaused: v.boolean(),
  isInAd: v.boolean(),
  /** On its way to where it was told to go. */
  isSeeking: v.boolean(),
});
export type PageReading = v.InferOutput<typeof pageReadingSchema>;

/** `null`: there is no such player, or not of this element. */
export const pageReplySchema = v.nullable(pageReadingSchema);
