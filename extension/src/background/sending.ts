// PURE. One intent under way at a time: a seq when it is sent, the same bytes on a retry, and what each refusal
// means for it. Knows neither gaps nor what may be dropped.
import type { Intent } from '@sameframe/shared/protocol/envelope.ts';
import { MAX_BODY_CHARS } from '@sameframe/shared/protocol/limits.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { basisOf, bodyOf, channelOf, isStale, nextDraft, retainOf } from './drafts.ts';
import { forgetStaleFeatureActs } from './feature-outbox.ts';
import { isOnline } from './session-phase.ts';
import type { Draft, Sending, SessionInput, Turn } from './session-state.ts';
import { rememberAcknowledged, settleAct } from './settled-acts.ts';

/** Two missing acknowledgements in a row mean a dead connection that has not been noticed yet. */
const MAX_UNANSWERED = 2;
const RETRY_DELAY_MS = 1_000;
/** Before a connection is made anew because the two ends disagree about a seq: enough to stop a hot loop. */
const DISAGREEMENT_DELAY_MS = 500;

/** Takes the next draft under way if none is. */
export function sendNext(turn: Turn): void {
  forgetStaleHolds(turn);
  forgetStaleFeatureActs(turn);
  const { state } = turn;
  if (state.phase.state !== 'joined' || state.sending !== null || state.self === null) return;
  const draft = nextDraft(state);
  if (draft === null) return;
  const ticket = state.nextTicket;
  const seq = state.lastSeq + 1;
  turn.state = {
    ...state,
    nextTicket: ticket + 1,
    outbox: draft.kind === 'act' ? state.outbox.slice(1) : state.outbox,
    holdWishes: draft.kind === 'hold' ? state.holdWishes.slice(1) : state.holdWishes,
    featureOutbox: draft.kind === 'feature' ? state.featureOutbox.slice(1) : state.featureOutbox,
    sending: { draft, ticket, seq, stage: { state: 'sealing' } },
  };
  const [channel, body] = [channelOf(draft), bodyOf(draft)];
  turn.effects.push({ kind: 'seal', ticket, member: state.self, seq, channel, body });
}

function forgetStaleHolds(turn: Turn): void {
  const { holdWishes } = turn.state;
  const useful = holdWishes.filter((queued) => isOnline(turn.state) && !isStale(queued.madeAt, turn.now));
  if (useful.length < holdWishes.length) turn.state = { ...turn.state, holdWishes: useful };
}

export function takeSealed(turn: Turn, input: Extract<SessionInput, { kind: 'sealed' }>): void {
  const { sending } = turn.state;
  if (sending?.ticket !== input.ticket || sending.stage.state !== 'sealing') return;
  const { draft } = sending;
  // The relay would refuse it, and a worker that died over it could not read its own party again.
  if (input.body.length > MAX_BODY_CHARS) {
    turn.state = { ...turn.state, sending: null };
    return noteRefused(turn, draft, 'too-large');
  }
  const intent: Intent = {
    channel: channelOf(draft),
    seq: sending.seq,
    basis: basisOf(draft, turn.state),
    retain: retainOf(draft, turn.state),
    body: input.body,
  };
  turn.state = {
    ...turn.state,
    sending: { ...sending, stage: { state: 'sent', intent, timesUnanswered: 0 } },
  };
  if (isOnline(turn.state)) turn.effects.push({ kind: 'send-intent', ticket: sending.ticket, intent });
}

/** The acknowledgement. Its event has been or will be folded; a lost one is noticed by its ref. */
export function takeOrdered(turn: Turn, ticket: number): void {
  const { sending } = turn.state;
  if (sending?.ticket !== ticket) return;
  finishSending(turn, sending);
}

export function finishSending(turn: Turn, sending: Sending): void {
  const { draft, seq } = sending;
  turn.state = { ...turn.state, sending: null, lastSeq: Math.max(turn.state.lastSeq, seq) };
  if (draft.kind === 'act') rememberAcknowledged(turn, draft.queued.act.id);
  else noteSaid(turn, draft);
}

/** What one says of oneself is said once, whatever came of it. */
function noteSaid(turn: Turn, draft: Exclude<Draft, { kind: 'act' }>): void {
  if (draft.kind === 'profile') {
    const { name, avatar } = draft;
    turn.state = { ...turn.state, profiled: { name, avatar } };
  }
  // Unless the host has changed their mind meanwhile.
  if (draft.kind === 'stall-policy' && draft.policy === turn.state.policyWish) {
    turn.state = { ...turn.state, policyWish: null };
  }
}

export function takeIntentRejection(
  turn: Turn,
  input: Extract<SessionInput, { kind: 'intent-rejected' }>,
): void {
  const { sending } = turn.state;
  if (sending?.ticket !== input.ticket || sending.stage.state === 'sealing') return;
  switch (remedyOf(input.reason)) {
    case 'wait': {
      const delayMs = Math.max(1, input.retryAfterMs ?? RETRY_DELAY_MS);
      const until = (turn.now + delayMs) as LocalMs;
      const stage = { state: 'held-back', intent: sending.stage.intent, until } as const;
      turn.state = { ...turn.state, sending: { ...sending, stage } };
      turn.effects.push({ kind: 'wake-after', delayMs });
      return;
    }
    case 'rejoin':
      requeue(turn, sending);
      reconnect(turn, DISAGREEMENT_DELAY_MS);
      return;
    case 'give-up':
      turn.state = { ...turn.state, sending: null };
      return noteRefused(turn, sending.draft, input.reason);
  }
}

function noteRefused(turn: Turn, draft: Draft, reason: RejectReason): void {
  if (draft.kind === 'act') settleAct(turn, draft.queued.act.id, { kind: 'refused', reason });
  else if (draft.kind === 'feature') {
    const { feature, id, act } = draft.queued;
    turn.effects.push({ kind: 'refuse-feature', feature, id, act, reason });
  } else noteSaid(turn, draft);
}

/** A refused intent used no seq up; whether it can ever be accepted decides what becomes of it. */
function remedyOf(reason: RejectReason): 'wait' | 'rejoin' | 'give-up' {
  switch (reason) {
    case 'rate-limited':
    case 'storage-failed':
    case 'draining':
      return 'wait';
    case 'not-joined':
    case 'no-such-party':
    case 'superseded':
    case 'seq-gap':
    case 'seq-reused':
    case 'basis-ahead':
      return 'rejoin';
    default:
      return 'give-up';
  }
}

export function takeUnanswered(turn: Turn, ticket: number): void {
  const { sending } = turn.state;
  if (sending?.ticket !== ticket || sending.stage.state !== 'sent' || !isOnline(turn.state)) return;
  const timesUnanswered = sending.stage.timesUnanswered + 1;
  turn.state = { ...turn.state, sending: { ...sending, stage: { ...sending.stage, timesUnanswered } } };
  if (timesUnanswered >= MAX_UNANSWERED) reconnect(turn, 0);
  else sendAgain(turn);
}

/** Lets an intent go that the relay had asked to hold back. */
export function wakeSending(turn: Turn): void {
  const { sending } = turn.state;
  if (sending?.stage.state !== 'held-back' || sending.stage.until > turn.now || !isOnline(turn.state)) return;
  // Refused, it used no seq up: it can still be left out.
  const { draft } = sending;
  if (draft.kind === 'hold' && isStale(draft.madeAt, turn.now)) turn.state = { ...turn.state, sending: null };
  else sendAgain(turn);
}

export function sendAgain(turn: Turn): void {
  const { sending } = turn.state;
  if (sending === null || sending.stage.state === 'sealing') return;
  const { intent } = sending.stage;
  const timesUnanswered = sending.stage.state === 'sent' ? sending.stage.timesUnanswered : 0;
  const stage = { state: 'sent', intent, timesUnanswered } as const;
  turn.state = { ...turn.state, sending: { ...sending, stage } };
  turn.effects.push({ kind: 'send-intent', ticket: sending.ticket, intent });
}

/** Puts what is under way back to the front of its queue: it will be sealed anew, with another seq. */
export function requeue(turn: Turn, sending: Sending): void {
  const { draft } = sending;
  const outbox = draft.kind === 'act' ? [draft.queued, ...turn.state.outbox] : turn.state.outbox;
  const { featureOutbox: waiting } = turn.state;
  const featureOutbox = draft.kind === 'feature' ? [draft.queued, ...waiting] : waiting;
  turn.state = { ...turn.state, sending: null, outbox, featureOutbox };
}

export function reconnect(turn: Turn, afterMs: number): void {
  turn.state = { ...turn.state, phase: { state: 'offline' } };
  turn.effects.push({ kind: 'reconnect', afterMs });
}
