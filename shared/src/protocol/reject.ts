// The closed set of reasons to refuse. Every text that a person sees is derived from one of these.
import * as v from 'valibot';

export const REJECT_REASONS = [
  /** The extension speaks only versions that the relay has given up. */
  'client-too-old',
  /** The relay speaks only versions that the extension has given up. */
  'relay-too-old',
  /** The message is not of the protocol's form. */
  'malformed',
  /** A body or packet is over its limit. */
  'too-large',
  /** No party has this code, or it has ended: the relay cannot tell which. */
  'no-such-party',
  /** Create was asked for an id that is taken. */
  'party-exists',
  'party-full',
  'relay-full',
  /** The connection has not joined a party, or no longer is in one. */
  'not-joined',
  /** Too many messages; `retryAfterMs` says when to try again. */
  'rate-limited',
  /** A seq was left out: send the missing ones first. */
  'seq-gap',
  /** This seq was used up by another body. */
  'seq-reused',
  /** The basis is further ahead of the log than any loss explains. */
  'basis-ahead',
  /** The role of whoever asks is not enough for it. */
  'not-allowed',
  /** Nobody in the party has this id. */
  'no-such-member',
  /** The party takes in nobody who is not a member already. */
  'party-locked',
  /** The hosts were told; ask again after `retryAfterMs`, with the same token. */
  'awaiting-approval',
  /** A host has said no. */
  'not-admitted',
  /** A host has put this member out of the party. */
  'kicked',
  /** The same member connected anew; this connection is over. */
  'superseded',
  /** The relay is stopping; connect again after a moment. */
  'draining',
  /** The relay cannot keep events now (disk full, store gone); nothing was accepted. */
  'storage-failed',
] as const;

export const rejectReasonSchema = v.picklist(REJECT_REASONS);
export type RejectReason = v.InferOutput<typeof rejectReasonSchema>;

/** The negative answer to any request. */
export const rejectionSchema = v.object({
  ok: v.literal(false),
  reason: rejectReasonSchema,
  retryAfterMs: v.optional(v.pipe(v.number(), v.minValue(0))),
});
export type Rejection = v.InferOutput<typeof rejectionSchema>;
