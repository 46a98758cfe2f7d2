// What the script on the relay's invite page tells the background: the code that was in the link.
import * as v from 'valibot';

/** Longer than any link a person would send. */
const MAX_INVITE_CHARS = 4_096;

export const pendingInviteSchema = v.object({
  kind: v.literal('pending-invite'),
  text: v.pipe(v.string(), v.maxLength(MAX_INVITE_CHARS)),
  /** The page was only looked at once more. */
  isAgain: v.boolean(),
});
export type PendingInviteMessage = v.InferOutput<typeof pendingInviteSchema>;
/** `is-on`: looked at once more by who is in its party. */
export type PendingInviteAnswer = 'waits' | 'is-on';
