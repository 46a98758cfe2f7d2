// PURE. How much is kept of all that may be, in characters: what a newcomer is sent at once has to stay below what a
// reader may be behind with (transport/slow-readers.ts), whatever somebody has tried to fill it with.
import { KEPT_FEATURES } from '@sameframe/shared/feature-act.ts';
import { TIMELINE_LOG } from '@sameframe/shared/playback.ts';
import type { Intent } from '@sameframe/shared/protocol/envelope.ts';

/** About what an event takes around its body: its stamp, its author and the names of its channel and log. */
export const EVENT_FRAME_CHARS = 350;

/** Those with much in them, which whatever else is invented leaves room for. */
export const KNOWN_LOGS: ReadonlySet<string> = new Set([TIMELINE_LOG, ...KEPT_FEATURES]);
/** With what is around the bodies: a newer version has one or two of them, but a dozen may be invented. */
export const MAX_CHARS_PER_OTHER_LOG = 65_536;

/** Of all members' `last` together, with what is around the bodies: room for the names of a thousand. */
export const MAX_LAST_CHARS = 524_288;
/** A name and a wish take a tenth of it; to fill the party's room takes dozens of members. */
export const MAX_LAST_CHARS_PER_MEMBER = 16_384;
/** What the scopes of all `last` begin with. */
export const LAST_SCOPE_PREFIX = 'last:';

export function isKnownLog(log: string): boolean {
  return KNOWN_LOGS.has(log);
}

/** Whether there is no room for what its author wants kept as `last`. */
export function exceedsLastRoom(
  { retain, body }: Pick<Intent, 'retain' | 'body'>,
  /** `inScope`: what is kept in its scope. `charsIn`: what all scopes with a prefix take, frames included. */
  {
    inScope,
    memberPrefix,
    charsIn,
  }: {
    readonly inScope: readonly { readonly slot: string; readonly chars: number }[];
    readonly memberPrefix: string;
    readonly charsIn: (prefix: string) => number;
  },
): boolean {
  if (retain.kind !== 'last') return false;
  const replaced = inScope.find(({ slot }) => slot === retain.key);
  const freed = replaced === undefined ? 0 : replaced.chars + EVENT_FRAME_CHARS;
  const added = body.length + EVENT_FRAME_CHARS - freed;
  // Also where more is kept than there is room for, as by an earlier version; and nobody has to go over all of it.
  if (added <= 0) return false;
  return (
    charsIn(memberPrefix) + added > MAX_LAST_CHARS_PER_MEMBER ||
    charsIn(LAST_SCOPE_PREFIX) + added > MAX_LAST_CHARS
  );
}
