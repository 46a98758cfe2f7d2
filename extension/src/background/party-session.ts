// PURE. The member's side of one party: stepSession(state, input) gives the next state and what the shell has to
// do. It knows no socket, no key, no clock and no browser; the simulation runs this very function.
import type { MemberId, MemberToken } from '@sameframe/shared/ids.ts';
import { NOTHING_SEEN } from '@sameframe/shared/lamport.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import { EMPTY_REPLICA } from '@sameframe/shared/replica.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { Connection } from '../messages/content-background.ts';
import { checkDivergence, enterParty, noticeHead, takeCatchUp, takeEvent } from './catch-up.ts';
import { takeFeatureAct } from './feature-outbox.ts';
import { takeAct } from './outbox.ts';
import {
  reconnect,
  requeue,
  sendNext,
  takeIntentRejection,
  takeOrdered,
  takeSealed,
  takeUnanswered,
  wakeSending,
} from './sending.ts';
import { isOnline } from './session-phase.ts';
import type { SessionEffect, SessionInput, SessionState, Turn } from './session-state.ts';
import { inheritPolicy, takeHoldWish, takeStallPolicy } from './waiting.ts';

const RETRY_DELAY_MS = 1_000;
/** A party or relay that is full may have room again; asking more often only adds to its load. */
const FULL_RETRY_DELAY_MS = 5_000;
/** What trying again does not mend, when it is said to the connection itself. */
const HOPELESS: ReadonlySet<RejectReason> = new Set([
  'client-too-old',
  'relay-too-old',
  'malformed',
  'kicked',
]);

/** `token`: 16 random bytes of our own, which make us the same member again if the first welcome is lost. */
export function createSession(options: {
  readonly mode: Join['mode'];
  readonly name: string;
  readonly avatar?: string | null;
  readonly token: MemberToken;
}): SessionState {
  return {
    phase: { state: 'offline' },
    mode: options.mode,
    createAttempts: 0,
    self: null,
    token: options.token,
    replica: EMPTY_REPLICA,
    divergence: null,
    lastSeq: 0,
    nextTicket: 1,
    outbox: [],
    holdWishes: [],
    featureOutbox: [],
    features: {},
    policyWish: null,
    sending: null,
    orderedActs: [],
    acknowledgedActs: [],
    joinedAt: 0 as LocalMs,
    joinedHead: NOTHING_SEEN,
    newestActMadeAt: 0 as LocalMs,
    name: options.name,
    avatar: options.avatar ?? null,
    profiled: null,
  };
}

/** What a state becomes when the worker that held it has died: no connection, nothing under seal. */
export function reviveSession(state: SessionState): SessionState {
  const turn: Turn = { state, effects: [], now: state.joinedAt };
  if (state.sending?.stage.state === 'sealing') requeue(turn, state.sending);
  const isOver = state.phase.state === 'ended';
  return { ...turn.state, phase: isOver ? state.phase : { state: 'offline' }, divergence: null };
}

export function stepSession(
  state: SessionState,
  input: SessionInput,
  now: LocalMs,
): { readonly state: SessionState; readonly effects: readonly SessionEffect[] } {
  const turn: Turn = { state, effects: [], now };
  if (state.phase.state !== 'ended') takeInput(turn, input);
  inheritPolicy(turn, state.replica);
  sendNext(turn);
  const connection = connectionOf(turn.state);
  if (connection !== connectionOf(state)) turn.effects.push({ kind: 'show-connection', connection });
  return { state: turn.state, effects: turn.effects };
}

export function connectionOf(state: SessionState): Connection {
  if (isOnline(state)) return 'connected';
  return state.self === null ? 'connecting' : 'reconnecting';
}

function takeInput(turn: Turn, input: SessionInput): void {
  switch (input.kind) {
    case 'link-up':
      return join(turn);
    case 'link-down':
      turn.state = { ...turn.state, phase: { state: 'offline' }, divergence: null };
      return;
    case 'link-refused':
      return takeRefusal(turn, input.reason);
    case 'welcomed':
      return takeWelcome(turn, input);
    case 'join-rejected':
      return takeJoinRejection(turn, input.reason, input.retryAfterMs);
    case 'join-unanswered':
      if (turn.state.phase.state === 'joining') reconnect(turn, 0);
      return;
    case 'caught-up':
      return takeCatchUp(turn, input.catchUp);
    case 'resume-failed':
      if (turn.state.phase.state === 'catching-up') reconnect(turn, input.retryAfterMs ?? RETRY_DELAY_MS);
      return;
    case 'event':
      return takeEvent(turn, input.event);
    case 'head-seen':
      return noticeHead(turn, input.head);
    case 'probe-unanswered':
      return takeSilence(turn, input.isSecond);
    case 'act':
      return takeAct(turn, input);
    case 'hold-wish':
      return takeHoldWish(turn, input);
    case 'stall-policy':
      return takeStallPolicy(turn, input);
    case 'feature':
      return takeFeatureAct(turn, input);
    case 'sealed':
      return takeSealed(turn, input);
    case 'intent-ordered':
      takeOrdered(turn, input.ticket);
      return noticeHead(turn, input.ref);
    case 'intent-rejected':
      return takeIntentRejection(turn, input);
    case 'intent-unanswered':
      return takeUnanswered(turn, input.ticket);
    case 'profile':
      turn.state = { ...turn.state, name: input.name, avatar: input.avatar };
      return;
    case 'tick':
      checkDivergence(turn);
      return wakeSending(turn);
    default:
      return assertNever(input);
  }
}

/** Who only watches sends nothing else, and a line that swallows everything looks like one on which nothing happens. */
function takeSilence(turn: Turn, isSecond: boolean): void {
  if (!isOnline(turn.state)) return;
  if (isSecond) reconnect(turn, 0);
  else turn.effects.push({ kind: 'probe-again' });
}

function join(turn: Turn): void {
  const { mode, token, replica, createAttempts } = turn.state;
  turn.state = {
    ...turn.state,
    phase: { state: 'joining', early: [] },
    createAttempts: mode === 'create' ? createAttempts + 1 : createAttempts,
  };
  turn.effects.push({ kind: 'join', request: { mode, token, from: replica.head } });
}

function takeWelcome(turn: Turn, welcome: Extract<SessionInput, { kind: 'welcomed' }>): void {
  const { phase } = turn.state;
  if (phase.state !== 'joining') return;
  adoptIdentity(turn, welcome.member, welcome.token);
  turn.state = { ...turn.state, mode: 'join', lastSeq: welcome.lastSeq, profiled: null };
  enterParty(turn, welcome.catchUp, { early: phase.early, isRejoin: true, isFresh: false });
}

/** A relay that did not know our token made us a new member: what was sealed for the old one is void. */
function adoptIdentity(turn: Turn, member: MemberId, token: MemberToken): void {
  const isNew = turn.state.self !== member;
  if (isNew && turn.state.sending !== null) requeue(turn, turn.state.sending);
  const lastSeq = isNew ? 0 : turn.state.lastSeq;
  turn.state = { ...turn.state, self: member, token, lastSeq };
}

function takeJoinRejection(turn: Turn, reason: RejectReason, retryAfterMs: number | null): void {
  if (turn.state.phase.state !== 'joining') return;
  switch (reason) {
    case 'party-exists':
      // A code has 100 random bits: taken at the first try is a miracle, at the second it is our own party
      // whose welcome was lost (SPEC AD5).
      if (turn.state.createAttempts <= 1) return end(turn, reason);
      turn.state = { ...turn.state, mode: 'join' };
      return reconnect(turn, 0);
    case 'party-full':
    case 'relay-full':
      if (turn.state.self === null) return end(turn, reason);
      return reconnect(turn, retryAfterMs ?? FULL_RETRY_DELAY_MS);
    case 'no-such-party':
    case 'party-locked':
    case 'not-admitted':
    case 'kicked':
    case 'client-too-old':
    case 'relay-too-old':
    case 'malformed':
    case 'too-large':
      return end(turn, reason);
    default:
      return reconnect(turn, retryAfterMs ?? RETRY_DELAY_MS);
  }
}

/** The link itself goes on trying; only what trying cannot mend ends the session. */
function takeRefusal(turn: Turn, reason: RejectReason): void {
  if (HOPELESS.has(reason) || (reason === 'relay-full' && turn.state.self === null)) end(turn, reason);
}

function end(turn: Turn, reason: RejectReason): void {
  turn.state = { ...turn.state, phase: { state: 'ended', reason } };
  turn.effects.push({ kind: 'end', reason });
}
