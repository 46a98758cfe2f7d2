// PURE. Which acts are in the log: known by the act's id, whatever life of the worker or page sent them, so that
// none is doubled and none is asked for twice.
import type { ActId } from '@sameframe/shared/playback.ts';
import type { ActOutcome } from '../messages/content-background.ts';
import type { QueuedAct, SessionState, Turn } from './session-state.ts';

/** How many own acts are remembered as ordered; a page sends again only what was not settled. */
const REMEMBERED_ACTS = 64;

/** The event of an own act has been folded: only now is the page told, after the event itself. */
export function rememberOrdered(turn: Turn, id: ActId): void {
  if (turn.state.orderedActs.includes(id)) return;
  turn.state = {
    ...turn.state,
    orderedActs: [...turn.state.orderedActs, id].slice(-REMEMBERED_ACTS),
    acknowledgedActs: turn.state.acknowledgedActs.filter((acknowledged) => acknowledged !== id),
  };
  settleAct(turn, id, { kind: 'ordered' });
}

/** The relay says that the act is in the log. Its event may be lost on the way, and come with a resume. */
export function rememberAcknowledged(turn: Turn, id: ActId): void {
  const { orderedActs, acknowledgedActs } = turn.state;
  if (orderedActs.includes(id) || acknowledgedActs.includes(id)) return;
  turn.state = { ...turn.state, acknowledgedActs: [...acknowledgedActs, id].slice(-REMEMBERED_ACTS) };
}

export function settleAct(turn: Turn, id: ActId, outcome: ActOutcome): void {
  turn.effects.push({ kind: 'settle', id, outcome });
}

export function sendingAct(state: SessionState): QueuedAct | null {
  return state.sending?.draft.kind === 'act' ? state.sending.draft.queued : null;
}
