// PURE. What features have to say: kept and sent however late, or of the moment and then of no use. Knows no feature.
import { isLogged } from '@sameframe/shared/feature-log.ts';
import { isOnline } from './session-phase.ts';
import type { QueuedFeatureAct, SessionInput, SessionState, Turn } from './session-state.ts';

/** What is of the moment is not sent later than this, in ms: what it was about has passed. */
export const MOMENT_USEFUL_MS = 3_000;
/** More than anybody writes while a relay is away; a page that does is told, and the party's memory stays bounded. */
const MAX_WAITING = 200;

/** Takes an act in, once, however often the page repeats it. */
export function takeFeatureAct(turn: Turn, input: Extract<SessionInput, { kind: 'feature' }>): void {
  const { state } = turn;
  const { kind: _, ...act } = input;
  const isKnown =
    state.featureOutbox.some(({ id }) => id === act.id) ||
    sendingFeatureAct(state)?.id === act.id ||
    (state.self !== null && isLogged(state.features, { ...act, by: state.self }));
  if (isKnown) return;
  if (!act.isKept && !isOnline(state)) return refuse(turn, act, 'too-late');
  if (state.featureOutbox.length >= MAX_WAITING) return refuse(turn, act, 'rate-limited');
  turn.state = { ...state, featureOutbox: [...state.featureOutbox, { ...act, madeAt: turn.now }] };
}

/** Whoever has just come back says what is kept again, as the same act; what was of the moment has passed. */
export function judgeFeatureActs(turn: Turn, interrupted: QueuedFeatureAct | null): void {
  const waiting = interrupted === null ? [] : [interrupted];
  const featureOutbox = [...waiting, ...turn.state.featureOutbox].filter(({ isKept }) => isKept);
  turn.state = { ...turn.state, featureOutbox };
}

export function forgetStaleFeatureActs(turn: Turn): void {
  const { featureOutbox } = turn.state;
  const isUseful = ({ isKept, madeAt }: QueuedFeatureAct) => isKept || turn.now - madeAt < MOMENT_USEFUL_MS;
  if (featureOutbox.every(isUseful)) return;
  turn.state = { ...turn.state, featureOutbox: featureOutbox.filter(isUseful) };
}

export function sendingFeatureAct(state: SessionState): QueuedFeatureAct | null {
  return state.sending?.draft.kind === 'feature' ? state.sending.draft.queued : null;
}

function refuse(
  turn: Turn,
  { feature, id, act }: Pick<QueuedFeatureAct, 'feature' | 'id' | 'act'>,
  reason: 'too-late' | 'rate-limited',
): void {
  turn.effects.push({ kind: 'refuse-feature', feature, id, act, reason });
}
