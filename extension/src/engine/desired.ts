// Where this member's element should be: the party's timeline with the member's own pending acts on top, so that
// an act takes effect at once for who made it and the same fold decides what it comes to (SPEC CR1).
import { holdsEndAt } from '@sameframe/shared/hold.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import { NOTHING_SEEN } from '@sameframe/shared/lamport.ts';
import { isOtherMedia } from '@sameframe/shared/playback.ts';
import type { MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { clampPosition, positionAt } from '@sameframe/shared/timeline.ts';
import { foldPlaybackAct, timelineAt } from '@sameframe/shared/timeline-fold.ts';
import { EMPTY_TIMELINE, type TimelineState } from '@sameframe/shared/timeline-state.ts';
import type { VideoFacts } from './observation.ts';
import { type EngineState, relayTime } from './state.ts';
import { END_SLACK_S, SAME_ROUND_S } from './tuning.ts';

export interface Desired {
  readonly isPlaying: boolean;
  /** At the instant asked for, within the media. */
  readonly position: MediaSeconds;
  /** The party's speed, also while paused. */
  readonly rate: number;
  /** A start in the future, scheduled or at the end of a hold: paused at `position` until then. */
  readonly startsAt: RelayMs | null;
  /** The timeline has run past the end of this element's media. */
  readonly isPastEnd: boolean;
}

export function effectiveTimeline(state: EngineState): TimelineState {
  const ordered = state.replica?.timeline ?? EMPTY_TIMELINE;
  const { self } = state;
  if (self === null) return ordered;
  return state.pending.reduce((timeline, { act, basis, madeAt }) => {
    const basisLamport = basis?.lamport ?? NOTHING_SEEN;
    const lamport = (Math.max(timeline.lastAct?.lamport ?? 0, basisLamport) + 1) as Lamport;
    // What is scheduled begins so much after its ordering, which is not far from now.
    const at = act.when.kind === 'acted' ? act.when.actedAt : (relayTime(state, madeAt) ?? (0 as RelayMs));
    return foldPlaybackAct(timeline, { lamport, at, by: self, basis: basisLamport }, act);
  }, ordered);
}

/** Null while nobody has said what is played. `film`: as its element has it; null where its seconds say nothing. */
export function desiredAt(
  timeline: TimelineState,
  now: RelayMs,
  film: Pick<VideoFacts, 'duration' | 'loop'> | null,
): Desired | null {
  const vector = timelineAt(timeline, now);
  if (vector === null || timeline.playback === null) return null;
  const lengthS = film?.duration ?? null;
  const ranS = positionAt(vector, now);
  const roundS = roundOf(timeline, film);
  // After each round everyone is where they would be in the first.
  const wanted = roundS === null ? ranS : ((ranS % roundS) as MediaSeconds);
  const position = clampPosition(wanted, lengthS);
  const isPastEnd = lengthS !== null && roundS === null && wanted >= lengthS - END_SLACK_S;
  const isAhead = vector.velocity > 0 && vector.timestamp > now;
  const startsAt = isAhead ? vector.timestamp : endOfWaiting(timeline, now);
  return {
    isPlaying: vector.velocity > 0 && !isAhead && !isPastEnd,
    position,
    rate: timeline.playback.rate,
    startsAt,
    isPastEnd,
  };
}

/**
 * How long a film is that its element begins again at its end, s: for all as long as the party has it, as copies differ by
 * a frame or two, which would add up. Null for others.
 */
export function roundOf(
  { playback }: TimelineState,
  film: Pick<VideoFacts, 'duration' | 'loop'> | null,
): number | null {
  if (film?.loop !== true || !film.duration) return null;
  const toldS = playback?.media?.durationS ?? film.duration;
  return Math.abs(toldS - film.duration) < SAME_ROUND_S ? toldS : film.duration;
}

/** When a party that waits for somebody goes on by itself. */
function endOfWaiting(timeline: TimelineState, now: RelayMs): RelayMs | null {
  const end = timeline.playback?.isPlaying === true ? holdsEndAt(timeline.holds) : null;
  return end !== null && end > now ? end : null;
}

/** Whether this tab shows what the party watches. A page that cannot be named is given the benefit. */
export function isOnPartyPage(state: EngineState): boolean {
  return !isOtherMedia(effectiveTimeline(state).playback?.media ?? null, state.page);
}

/** Whether this element is where its person watches with the party. */
export function showsPartyFilm(state: EngineState): boolean {
  return !state.isSteppedOut && !state.isInAd && isOnPartyPage(state);
}

/**
 * Whether the party drives this element, and its person the party. One that is in no page any more would sound on with
 * nothing left to stop it.
 */
export function isWithParty(state: EngineState): boolean {
  return state.video?.facts.isConnected !== false && showsPartyFilm(state);
}
