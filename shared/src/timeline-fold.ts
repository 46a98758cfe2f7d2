// The party's timeline: playback acts and holds in one order. The same events give the same timeline on every
// member, at every later instant, without a timer or an elected member (SPEC PB, HO).
import { type Holds, holdsEndAt, membersHolding, NO_HOLDS, withoutHolds } from './hold.ts';
import type { HoldAct } from './hold-act.ts';
import type { MemberId } from './ids.ts';
import { type Lamport, NOTHING_SEEN } from './lamport.ts';
import { applyMeantPart, applyWholeAct, type Playback, type PlaybackAct } from './playback.ts';
import type { RelayMs } from './time.ts';
import { positionAt, type TimelineVector, translateVector } from './timeline.ts';
import type { TimelineState } from './timeline-state.ts';

/** Where an ordered event stands: all that a fold may know besides its meaning. */
export interface Ordering {
  readonly lamport: Lamport;
  readonly at: RelayMs;
  readonly by: MemberId;
  readonly basis: Lamport;
}

/** Every act ends the holds: who acts overrides (SPEC HO4). */
export function foldPlaybackAct(state: TimelineState, order: Ordering, act: PlaybackAct): TimelineState {
  const { playback: current, holds } = settle(state, order.at);
  const lastAct = { lamport: order.lamport, by: order.by, kind: act.kind, id: act.id };
  const newestByOthers = newestActByOthers(state, order.by);
  if (current === null || order.basis >= newestByOthers) {
    // Nothing here may come from what was before: a late joiner, whose log begins with this act, has only it.
    return { playback: applyWholeAct(act, order.at), lastAct, lastOther: order.basis, holds: NO_HOLDS };
  }
  const playback = applyMeantPart(thaw(current, holds, order.at), act, order.at);
  return { playback, lastAct, lastOther: newestByOthers, holds: NO_HOLDS };
}

/** What an author may have missed: their own earlier acts they always know, ordered or not (SPEC PB2). */
export function newestActByOthers(state: TimelineState, author: MemberId): Lamport {
  return state.lastAct?.by === author ? state.lastOther : (state.lastAct?.lamport ?? NOTHING_SEEN);
}

export function foldHoldAct(state: TimelineState, order: Ordering, act: HoldAct): TimelineState {
  if (act.kind !== 'hold') {
    // A log that begins here has forgotten what was before; everybody else knows better (SPEC HO8).
    const known = settle(state.playback === null ? (act.standing ?? state) : state, order.at);
    const ended = act.kind === 'release' ? [order.by] : (Object.keys(known.holds) as MemberId[]);
    return release(known, ended, order.at, act.leadMs);
  }
  const settled = settle(state, order.at);
  if (settled.playback === null) return settled;
  // A second hold does not prolong the first: nobody can make the party wait for ever by asking again.
  if (settled.holds[order.by] !== undefined) return settled;
  const isFirst = holdsEndAt(settled.holds) === null;
  const playback = isFirst ? reanchor(settled.playback, order.at) : settled.playback;
  const until = (order.at + act.limitMs) as RelayMs;
  return { ...settled, playback, holds: { ...settled.holds, [order.by]: until } };
}

/** Whoever leaves or dies is waited for no longer. */
export function foldDepartures(state: TimelineState, left: readonly MemberId[], at: RelayMs): TimelineState {
  return release(settle(state, at), left, at, 0);
}

/** Where the media should be at `now`, and how fast it moves there (0: paused or waiting). */
export function timelineAt(state: TimelineState, now: RelayMs): TimelineVector | null {
  if (state.playback === null) return null;
  const frozenUntil = holdsEndAt(state.holds);
  if (frozenUntil === null) return state.playback.vector;
  const { vector } = state.playback;
  if (now < frozenUntil) return { position: vector.position, velocity: 0, timestamp: vector.timestamp };
  return { ...vector, timestamp: Math.max(vector.timestamp, frozenUntil) as RelayMs };
}

/** Who makes the party wait at `now`; nobody while it is paused anyway. */
export function waitingFor(state: TimelineState, now: RelayMs): MemberId[] {
  return state.playback?.isPlaying === true ? membersHolding(state.holds, now) : [];
}

/** Writes lapsed holds into the vector, so that the state at `at` needs no history. */
function settle(state: TimelineState, at: RelayMs): TimelineState {
  const end = holdsEndAt(state.holds);
  if (state.playback === null || end === null || end > at) return state;
  const timestamp = Math.max(state.playback.vector.timestamp, end) as RelayMs;
  const vector = { ...state.playback.vector, timestamp };
  return { ...state, playback: { ...state.playback, vector }, holds: NO_HOLDS };
}

/** Removes holds; when the last one that still counts goes, the timeline moves again after `leadMs`. */
function release(
  state: TimelineState,
  members: readonly MemberId[],
  at: RelayMs,
  leadMs: number,
): TimelineState {
  if (state.playback === null || holdsEndAt(state.holds) === null) return state;
  const holds = withoutHolds(state.holds, members);
  // Those that have lapsed stay until the waiting is over, as each member may make the party wait only once.
  if (membersHolding(holds, at).length > 0) return { ...state, holds };
  const startAt = (at + leadMs) as RelayMs;
  return { ...state, playback: thaw(state.playback, state.holds, startAt), holds: NO_HOLDS };
}

/** The playback as if its holds ended at `startAt`. */
function thaw(playback: Playback, holds: Holds, startAt: RelayMs): Playback {
  if (holdsEndAt(holds) === null) return playback;
  const timestamp = Math.max(playback.vector.timestamp, startAt) as RelayMs;
  return { ...playback, vector: { ...playback.vector, timestamp } };
}

function reanchor(playback: Playback, at: RelayMs): Playback {
  if (playback.vector.timestamp > at) return playback;
  return { ...playback, vector: translateVector(playback.vector, at) };
}

/** The position everyone should be at; a shorthand for callers that need no velocity. */
export function expectedPosition(state: TimelineState, now: RelayMs): number | null {
  const vector = timelineAt(state, now);
  return vector === null ? null : positionAt(vector, now);
}
