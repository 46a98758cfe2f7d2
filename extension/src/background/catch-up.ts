// PURE. Keeps the replica on the log's one chain: each event must name the one before it, a gap is filled by a
// resume, and a head told elsewhere shows a lost last event. Knows no outbox beyond its own events.

import {
  type FeatureNews,
  featureNewsOf,
  foldFeature,
  isLogged,
  startFeatures,
} from '@sameframe/shared/feature-log.ts';
import { NOTHING_SEEN } from '@sameframe/shared/lamport.ts';
import type { EventRef } from '@sameframe/shared/protocol/envelope.ts';
import {
  foldEvent,
  followsHead,
  isFolded,
  isNews,
  type OpenedEvent,
  startReplica,
} from '@sameframe/shared/replica.ts';
import { judgeOfflineActs } from './outbox.ts';
import { recogniseOwn } from './own-events.ts';
import { reconnect } from './sending.ts';
import type { OpenedCatchUp, SessionPhase, Turn } from './session-state.ts';
import { rememberOrdered } from './settled-acts.ts';

/** How long the log may seem to be elsewhere before we ask, in ms: events and digests cross on the way. */
export const DIVERGENCE_LIMIT_MS = 1_000;
/** Events that arrive while a gap is being filled; what does not fit is asked for again. */
const MAX_EARLY_EVENTS = 1_000;
const RETRY_DELAY_MS = 1_000;

export function takeEvent(turn: Turn, event: OpenedEvent): void {
  const { phase, replica } = turn.state;
  switch (phase.state) {
    case 'joining':
    case 'catching-up':
      if (phase.early.length < MAX_EARLY_EVENTS) {
        turn.state = { ...turn.state, phase: { ...phase, early: [...phase.early, event] } };
      }
      return;
    case 'joined':
      if (isFolded(replica, event.ref)) return;
      if (followsHead(replica, event)) fold(turn, event);
      else askResume(turn, { early: [event] });
      return;
    case 'offline':
    case 'ended':
      return;
  }
}

/** The answer to a resume. Its early events may show another gap at once; then we stay and ask again. */
export function takeCatchUp(turn: Turn, catchUp: OpenedCatchUp): void {
  const { phase } = turn.state;
  if (phase.state !== 'catching-up') return;
  enterParty(turn, catchUp, phase);
}

/** Brings the replica to the catch-up's head, then on through what arrived meanwhile. */
export function enterParty(
  turn: Turn,
  catchUp: OpenedCatchUp,
  waiting: Omit<Extract<SessionPhase, { state: 'catching-up' }>, 'state'>,
): void {
  if (!applyCatchUp(turn, catchUp)) {
    // The relay's word does not continue our replica. Once that is healed by starting anew; twice it is broken.
    if (waiting.isFresh) reconnect(turn, RETRY_DELAY_MS);
    else askResume(turn, { ...waiting, isFresh: true });
    return;
  }
  turn.state = { ...turn.state, phase: { state: 'joined' }, divergence: null };
  for (const event of waiting.early) takeEvent(turn, event);
  const { phase } = turn.state;
  if (phase.state === 'catching-up') {
    turn.state = { ...turn.state, phase: { ...phase, isRejoin: waiting.isRejoin } };
  } else if (waiting.isRejoin) {
    const joinedHead = turn.state.replica.head?.lamport ?? NOTHING_SEEN;
    turn.state = { ...turn.state, joinedAt: turn.now, joinedHead };
    judgeOfflineActs(turn);
  }
}

function applyCatchUp(turn: Turn, catchUp: OpenedCatchUp): boolean {
  if (catchUp.reset) {
    const replica = startReplica(catchUp.roster, catchUp.events, catchUp.head);
    const features = startFeatures(catchUp.events);
    turn.state = { ...turn.state, replica, features };
    for (const event of catchUp.events) recogniseOwn(turn, event);
    turn.effects.push({ kind: 'deliver-replica' });
    // What was acknowledged before this head is in the replica, told apart or not.
    for (const id of turn.state.acknowledgedActs) rememberOrdered(turn, id);
    return true;
  }
  for (const event of catchUp.events) {
    if (isFolded(turn.state.replica, event.ref)) continue;
    if (!followsHead(turn.state.replica, event)) return false;
    fold(turn, event);
  }
  return isSameRef(turn.state.replica.head, catchUp.head);
}

function fold(turn: Turn, event: OpenedEvent): void {
  const { state } = turn;
  const news = isNews(state.replica, event) ? featureNewsOf(event) : null;
  turn.state = { ...state, replica: foldEvent(state.replica, event) };
  turn.effects.push({ kind: 'deliver-event', event });
  if (news !== null) takeFeatureNews(turn, news);
  recogniseOwn(turn, event);
  const { divergence } = turn.state;
  if (divergence?.head != null && isFolded(turn.state.replica, divergence.head)) {
    turn.state = { ...turn.state, divergence: null };
  }
}

/** What was said before is not said again to whoever shows it; what there was no room to keep is said all the same. */
function takeFeatureNews(turn: Turn, news: FeatureNews): void {
  const { features } = turn.state;
  if (news.isKept && isLogged(features, news)) return;
  turn.state = { ...turn.state, features: foldFeature(features, news) };
  turn.effects.push({ kind: 'deliver-feature', news });
}

function askResume(
  turn: Turn,
  waiting: {
    readonly early: readonly OpenedEvent[];
    readonly isRejoin?: boolean;
    readonly isFresh?: boolean;
  },
): void {
  const { early, isRejoin = false, isFresh = false } = waiting;
  turn.state = { ...turn.state, divergence: null, phase: { state: 'catching-up', early, isRejoin, isFresh } };
  turn.effects.push({ kind: 'resume', from: isFresh ? null : turn.state.replica.head });
}

/** Somebody told the log's head: the only way to notice that the last event was lost (SPEC LT4). */
export function noticeHead(turn: Turn, head: EventRef | null): void {
  const { phase, replica, divergence } = turn.state;
  if (phase.state !== 'joined') return;
  if (isSameRef(head, replica.head)) {
    turn.state = { ...turn.state, divergence: null };
    return;
  }
  const isAhead = (head?.lamport ?? NOTHING_SEEN) >= (replica.head?.lamport ?? NOTHING_SEEN);
  const kind = isAhead ? 'ahead' : 'elsewhere';
  if (divergence?.kind !== kind) {
    turn.state = { ...turn.state, divergence: { kind, head, since: turn.now } };
  } else if (turn.now - divergence.since >= DIVERGENCE_LIMIT_MS) {
    askResume(turn, { early: [] });
  }
}

/** A head ahead of us that stays ahead needs no second witness; one behind us may only have been old news. */
export function checkDivergence(turn: Turn): void {
  const { phase, divergence } = turn.state;
  if (phase.state !== 'joined' || divergence?.kind !== 'ahead') return;
  if (turn.now - divergence.since >= DIVERGENCE_LIMIT_MS) askResume(turn, { early: [] });
}

function isSameRef(a: EventRef | null, b: EventRef | null): boolean {
  return a?.lamport === b?.lamport && a?.id === b?.id;
}
