// PURE. Tells own events in the log from others', and what they mean for what is queued and under way.
import { PLAYBACK_CHANNEL } from '@sameframe/shared/playback.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import { channelOf } from './drafts.ts';
import { sendingFeatureAct } from './feature-outbox.ts';
import { finishSending, requeue } from './sending.ts';
import type { Sending, Turn } from './session-state.ts';
import { rememberOrdered, sendingAct } from './settled-acts.ts';

/** Own events are known by the act's id, whatever life of the worker sent them (SPEC OB3). */
export function recogniseOwn(turn: Turn, event: OpenedEvent): void {
  if (event.from !== 'member') return;
  const id = event.meaning?.channel === PLAYBACK_CHANNEL ? event.meaning.act.id : null;
  const isOwn = event.by === turn.state.self;
  if (isOwn) recogniseFeatureAct(turn, event);
  if (isOwn) turn.state = { ...turn.state, lastSeq: Math.max(turn.state.lastSeq, event.seq) };
  const { sending } = turn.state;
  if (id !== null && sendingAct(turn.state)?.act.id === id) turn.state = { ...turn.state, sending: null };
  else if (isOwn && sending?.seq === event.seq) resolveTakenSeq(turn, sending, event);
  if (id === null) return;
  const outbox = turn.state.outbox.filter((queued) => queued.act.id !== id);
  const wasWaiting = outbox.length < turn.state.outbox.length;
  if (wasWaiting) turn.state = { ...turn.state, outbox };
  if (isOwn || wasWaiting) rememberOrdered(turn, id);
}

/** It is in the log: whatever life of the worker sent it, it is not to be sent again. */
function recogniseFeatureAct(turn: Turn, { meaning }: OpenedEvent & { from: 'member' }): void {
  if (meaning?.channel !== 'feature') return;
  const { state } = turn;
  const featureOutbox = state.featureOutbox.filter(({ id }) => id !== meaning.id);
  const sending = sendingFeatureAct(state)?.id === meaning.id ? null : state.sending;
  turn.state = { ...state, featureOutbox, sending };
}

/** An own event has the seq under way but is not that act: an earlier life used it up. Or it is no act at all. */
function resolveTakenSeq(turn: Turn, sending: Sending, event: OpenedEvent & { from: 'member' }): void {
  const { draft } = sending;
  const isAboutItself = draft.kind !== 'act' && draft.kind !== 'feature';
  if (isAboutItself && event.meaning?.channel === channelOf(draft)) finishSending(turn, sending);
  else requeue(turn, sending);
}
