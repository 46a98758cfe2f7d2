// PURE. Where a jump took the party away from, as long as it can be undone (SPEC UN).
import { leastRoleFor } from '@sameframe/shared/grants.ts';
import type { MemberId } from '@sameframe/shared/ids.ts';
import { roleOf } from '@sameframe/shared/party.ts';
import { isOfFormerMedia, isRetold, PLAYBACK_CHANNEL, resolveWhen } from '@sameframe/shared/playback.ts';
import { DEFAULT_ROLE, isAtLeast } from '@sameframe/shared/protocol/rules.ts';
import { isNews, type OpenedEvent, type ReplicaState } from '@sameframe/shared/replica.ts';
import type { MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { clampPosition, positionAt } from '@sameframe/shared/timeline.ts';
import { timelineAt } from '@sameframe/shared/timeline-fold.ts';

export interface Jump {
  /** Whose hand may still be at it; null for one that was asked for, which is whole. */
  readonly hand: MemberId | null;
  readonly at: RelayMs;
  /** Where the party stood at its moment. */
  readonly backTo: MediaSeconds;
}

/** A scrub tells its first position and its last, and a key for ten seconds is pressed more than once: one jump, ms. */
const ONE_JUMP_MS = 2_000;

/** The jump that can be undone after an event. `before` is the party as it was when the event came. */
export function jumpAfter(former: Jump | null, event: OpenedEvent, before: ReplicaState | null): Jump | null {
  if (before === null || event.from === 'relay' || event.meaning?.channel !== 'playback') return former;
  const { act } = event.meaning;
  if (!isNews(before, event) || (act.kind !== 'seek-to' && act.kind !== 'change-media')) return former;
  const media = before.timeline.playback?.media ?? null;
  if (isOfFormerMedia(act, media)) return former;
  // How long the film is says nothing of where it is.
  if (act.kind === 'change-media' && isRetold(media, act.media) && act.media?.live === media?.live)
    return former;
  const { at, by } = event;
  // What is asked for starts a moment later; until it was ordered the party went on as before.
  const leftAt = Math.min(at, resolveWhen(act.when, at)) as RelayMs;
  const vector = timelineAt(before.timeline, leftAt);
  if (act.kind === 'change-media' || vector === null) return null;
  const hand = act.when.kind === 'acted' ? by : null;
  if (former !== null && hand !== null && hand === former.hand && at - former.at < ONE_JUMP_MS) {
    return { ...former, at };
  }
  return { hand, at, backTo: clampPosition(positionAt(vector, leftAt), media?.durationS ?? null) };
}

/** Whether a member may move the film. */
export function mayJump({ party }: ReplicaState, member: MemberId): boolean {
  return isAtLeast(roleOf(party, member) ?? DEFAULT_ROLE, leastRoleFor(party.rules, PLAYBACK_CHANNEL));
}
