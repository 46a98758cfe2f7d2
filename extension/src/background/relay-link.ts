// One connection to one relay, for one party: tokens are per party, so that a relay cannot link two of them by
// their connection. The only importer of socket.io-client. Parses everything that comes in; knows no meaning.
import { type Intent, type OrderedEvent, orderedEventSchema } from '@sameframe/shared/protocol/envelope.ts';
import { type RejectReason, rejectReasonSchema } from '@sameframe/shared/protocol/reject.ts';
import type { Govern } from '@sameframe/shared/protocol/rules.ts';
import type { ToMemberEvents, ToRelayEvents } from '@sameframe/shared/protocol/socket-events.ts';
import {
  type Closing,
  closingSchema,
  type GovernReply,
  governReplySchema,
  type IntentReply,
  intentReplySchema,
  type JoinReply,
  joinReplySchema,
  type Knocks,
  knocksSchema,
  type LeaveReply,
  leaveReplySchema,
  type PresenceDigest,
  type ProbeReply,
  presenceDigestSchema,
  probeReplySchema,
  type ResumeReply,
  resumeReplySchema,
} from '@sameframe/shared/protocol/to-member.ts';
import type { Join, PresenceReport, Resume } from '@sameframe/shared/protocol/to-relay.ts';
import { SPOKEN_VERSIONS } from '@sameframe/shared/protocol/version.ts';
import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import type { Clock } from '../platform/clock.ts';
import { backOffMs } from './back-off.ts';

/** Null: no answer in time, the connection was lost before it came, or it was not of the protocol's form. */
export type Answer<Reply> = (reply: Reply | null) => void;

/** Answers arrive in the order in which the relay sent them among its events. */
export interface RelayLink {
  join(request: Join, answer: Answer<JoinReply>): void;
  resume(request: Resume, answer: Answer<ResumeReply>): void;
  intent(intent: Intent, answer: Answer<IntentReply>): void;
  govern(wish: Govern, answer: Answer<GovernReply>): void;
  probe(answer: Answer<ProbeReply>): void;
  leave(answer: Answer<LeaveReply>): void;
  /** Dropped when the connection is down or busy: a newer one follows anyway. */
  presence(report: PresenceReport): void;
  /** Drops the connection and makes a new one. */
  reconnect(afterMs: number): void;
  close(): void;
}

export interface RelayLinkEvents {
  onUp(): void;
  onDown(): void;
  /** The relay refused the connection, or ended it for good; the link goes on trying. */
  onRefused(reason: RejectReason): void;
  onEvent(event: OrderedEvent): void;
  onPresence(digest: PresenceDigest): void;
  onKnocks(knocks: Knocks): void;
}

export type OpenRelayLink = (relay: string, events: RelayLinkEvents) => RelayLink;

const JOIN_TIMEOUT_MS = 6_000;
const RESUME_TIMEOUT_MS = 6_000;
/** Longer than any link takes that one can watch on: a second one unanswered counts as a dead connection. */
const INTENT_TIMEOUT_MS = 5_000;
const GOVERN_TIMEOUT_MS = 5_000;
const PROBE_TIMEOUT_MS = 5_000;
const LEAVE_TIMEOUT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Another connection is the member now. Should that one be gone, we may come back, but never in a fight. */
const SUPERSEDED_DELAY_MS = 10_000;
/** A relay may ask for some patience, and not for an evening. */
const LONGEST_ASKED_DELAY_MS = 5_000;

/** Begins to connect at once and goes on for ever, until `close`. */
export function openRelayLink(
  relay: string,
  events: RelayLinkEvents,
  { clock, random }: { readonly clock: Clock; readonly random: () => number },
): RelayLink {
  // Payloads are `unknown` here on purpose: a relay may be old, broken or hostile.
  const socket: Socket<Untrusted<ToMemberEvents>, ToRelayEvents> = io(relay, {
    transports: ['websocket'],
    forceNew: true,
    // Own back-off, as Socket.IO's stays away for ever once a relay has closed the connection itself.
    reconnection: false,
    autoConnect: false,
    timeout: CONNECT_TIMEOUT_MS,
    auth: { versions: SPOKEN_VERSIONS },
  });
  let failures = 0;
  let closing: Closing | null = null;
  let cancelRetry = (): void => undefined;
  let isClosed = false;

  const retryIn = (delayMs: number): void => {
    cancelRetry();
    if (!isClosed) cancelRetry = clock.schedule(delayMs, () => socket.connect());
  };
  const retry = (): void => {
    const askedMs = Math.min(closing?.retryAfterMs ?? 0, LONGEST_ASKED_DELAY_MS);
    const isSuperseded = closing?.reason === 'superseded';
    retryIn(isSuperseded ? SUPERSEDED_DELAY_MS : askedMs + backOffMs(failures, random()));
    closing = null;
    failures += 1;
  };

  socket.on('connect', () => {
    failures = 0;
    events.onUp();
  });
  socket.on('disconnect', () => {
    events.onDown();
    retry();
  });
  socket.on('connect_error', (error) => {
    const refusal = v.safeParse(
      v.object({ reason: rejectReasonSchema }),
      'data' in error ? error.data : null,
    );
    if (refusal.success) events.onRefused(refusal.output.reason);
    retry();
  });
  // A message that is not of the protocol's form is as good as lost: the chain and the head show what is missing.
  socket.on('event', (message) => {
    const parsed = v.safeParse(orderedEventSchema, message);
    if (parsed.success) events.onEvent(parsed.output);
  });
  socket.on('presence', (message) => {
    const parsed = v.safeParse(presenceDigestSchema, message);
    if (parsed.success) events.onPresence(parsed.output);
  });
  socket.on('knocks', (message) => {
    const parsed = v.safeParse(knocksSchema, message);
    if (parsed.success) events.onKnocks(parsed.output);
  });
  socket.on('closing', (message) => {
    const parsed = v.safeParse(closingSchema, message);
    if (!parsed.success) return;
    closing = parsed.output;
    // Coming back would only be refused.
    if (closing.reason === 'kicked') events.onRefused(closing.reason);
  });
  socket.connect();

  /** Turns Socket.IO's acknowledgement into an answer that has been parsed. */
  const parseAnswer =
    <Reply>(schema: v.GenericSchema<unknown, Reply>, answer: Answer<Reply>) =>
    (error: Error | null, reply?: unknown): void => {
      const parsed = v.safeParse(schema, reply);
      answer(error === null && parsed.success ? parsed.output : null);
    };
  /** Socket.IO would keep what is sent while it is down, and send it later, out of its time. */
  const whileUp = <Reply>(answer: Answer<Reply>, send: () => void): void => {
    if (socket.connected) send();
    else answer(null);
  };

  return {
    join: (request, answer) =>
      whileUp(answer, () =>
        socket.timeout(JOIN_TIMEOUT_MS).emit('join', request, parseAnswer(joinReplySchema, answer)),
      ),
    resume: (request, answer) =>
      whileUp(answer, () =>
        socket.timeout(RESUME_TIMEOUT_MS).emit('resume', request, parseAnswer(resumeReplySchema, answer)),
      ),
    intent: (intent, answer) =>
      whileUp(answer, () =>
        socket.timeout(INTENT_TIMEOUT_MS).emit('intent', intent, parseAnswer(intentReplySchema, answer)),
      ),
    govern: (wish, answer) =>
      whileUp(answer, () =>
        socket.timeout(GOVERN_TIMEOUT_MS).emit('govern', wish, parseAnswer(governReplySchema, answer)),
      ),
    probe: (answer) =>
      whileUp(answer, () =>
        socket.timeout(PROBE_TIMEOUT_MS).emit('probe', parseAnswer(probeReplySchema, answer)),
      ),
    leave: (answer) =>
      whileUp(answer, () =>
        socket.timeout(LEAVE_TIMEOUT_MS).emit('leave', parseAnswer(leaveReplySchema, answer)),
      ),
    presence: (report) => {
      if (socket.connected) socket.volatile.emit('presence', report);
    },
    reconnect(afterMs) {
      // Emits `disconnect`, whose own retry is then put off or brought forward.
      socket.disconnect();
      retryIn(afterMs);
    },
    close() {
      isClosed = true;
      cancelRetry();
      socket.disconnect();
    },
  };
}

/** The relay's events with the payloads taken for nothing but data. */
type Untrusted<Events> = { [Name in keyof Events]: (message: unknown) => void };
