// PURE. What becomes of a person's acts before they are sent: queued in order while online, and while offline
// only the newest is kept, for a short time. Knows no seq and no seal.
import { NOTHING_SEEN } from '@sameframe/shared/lamport.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { newestActByOthers } from '@sameframe/shared/timeline-fold.ts';
import { judgeFeatureActs, sendingFeatureAct } from './feature-outbox.ts';
import { sendAgain } from './sending.ts';
import { isOnline } from './session-phase.ts';
import type { QueuedAct, Sending, SessionInput, SessionState, Turn } from './session-state.ts';
import { sendingAct, settleAct } from './settled-acts.ts';

/** An act made offline is dropped at this age, in ms: the person has moved on (SPEC OB4). */
export const OFFLINE_ACT_LIMIT_MS = 5_000;
/** More waiting acts than this no person makes; a page that does is refused, not the party's memory. */
const MAX_WAITING_ACTS = 100;

export function takeAct(turn: Turn, input: Extract<SessionInput, { kind: 'act' }>): void {
  const { state } = turn;
  const { id } = input.act;
  if (state.orderedActs.includes(id)) return settleAct(turn, id, { kind: 'ordered' });
  if (state.acknowledgedActs.includes(id)) return;
  if (state.outbox.some((queued) => queued.act.id === id) || sendingAct(state)?.act.id === id) return;
  const madeAt = (turn.now - input.ageMs) as LocalMs;
  const queued = { act: input.act, basis: input.basis?.lamport ?? NOTHING_SEEN, madeAt };
  // The moment of the rejoin is not the page's: until it has heard the catch-up it goes on acting on old news.
  const isOfBefore = madeAt <= state.joinedAt || queued.basis < state.joinedHead;
  const wasMadeOffline = !isOnline(state) || isOfBefore;
  // Sent again by the page though it was dropped for a newer one: sending it now would turn the two round.
  const isSuperseded = wasMadeOffline && madeAt < state.newestActMadeAt;
  if (isSuperseded || (wasMadeOffline && isOnline(state) && isOvertaken(turn, queued))) {
    return settleAct(turn, id, { kind: 'overtaken' });
  }
  if (state.outbox.length >= MAX_WAITING_ACTS) {
    return settleAct(turn, id, { kind: 'refused', reason: 'rate-limited' });
  }
  const newestActMadeAt = Math.max(madeAt, state.newestActMadeAt) as LocalMs;
  turn.state = { ...state, newestActMadeAt, outbox: [...state.outbox, queued] };
  if (!isOnline(state)) keepNewest(turn, turn.state.outbox);
}

/** On a rejoin: of the acts whose fate is open only the newest is kept, if nothing has overtaken it (SPEC OB4). */
export function judgeOfflineActs(turn: Turn): void {
  const { sending } = turn.state;
  const interrupted = sendingAct(turn.state);
  judgeFeatureActs(turn, sendingFeatureAct(turn.state));
  const waiting = turn.state.outbox;
  turn.state = { ...turn.state, sending: null, outbox: [] };
  keepNewest(turn, interrupted === null ? waiting : [interrupted, ...waiting]);
  const [kept] = turn.state.outbox;
  if (kept === undefined) return;
  const repeat = kept === interrupted && sending !== null ? repeatOf(turn.state, sending) : 'impossible';
  if (repeat !== 'known-to-the-relay' && isOvertaken(turn, kept)) {
    turn.state = { ...turn.state, outbox: [] };
    settleAct(turn, kept.act.id, { kind: 'overtaken' });
  } else if (repeat !== 'impossible') {
    turn.state = { ...turn.state, outbox: [], sending };
    sendAgain(turn);
  }
}

/**
 * Whether the same bytes may go out again. With a seq that is used up by an event we have not seen (a pruned log
 * may hide it) they ask the relay whether that was them, and can add nothing to the log.
 */
function repeatOf(state: SessionState, sending: Sending): 'next' | 'known-to-the-relay' | 'impossible' {
  if (sending.stage.state === 'sealing') return 'impossible';
  if (sending.seq === state.lastSeq + 1) return 'next';
  return sending.seq <= state.lastSeq ? 'known-to-the-relay' : 'impossible';
}

function keepNewest(turn: Turn, acts: readonly QueuedAct[]): void {
  let newest: QueuedAct | null = null;
  for (const queued of acts) {
    const isNewer = newest === null || queued.madeAt >= newest.madeAt;
    const dropped: QueuedAct | null = isNewer ? newest : queued;
    if (dropped !== null) settleAct(turn, dropped.act.id, { kind: 'overtaken' });
    if (isNewer) newest = queued;
  }
  turn.state = { ...turn.state, outbox: newest === null ? [] : [newest] };
}

function isOvertaken(turn: Turn, queued: QueuedAct): boolean {
  const { replica, self } = turn.state;
  if (turn.now - queued.madeAt >= OFFLINE_ACT_LIMIT_MS) return true;
  return self !== null && newestActByOthers(replica.timeline, self) > queued.basis;
}
