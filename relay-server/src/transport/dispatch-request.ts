// From a packet's name and arguments to a request of the core and back. Knows no socket; the core knows no rates.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { Rejection, RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { reject } from '../door/parse.ts';
import type { RateSettings, RateVerdict } from '../door/rate.ts';
import type { RelayCore } from '../party/relay-core.ts';
import type { ConnectionId } from '../party/session.ts';

export interface Packet {
  readonly name: unknown;
  readonly args: readonly unknown[];
  readonly receivedAt: RelayMs;
}

export interface RequestContext {
  readonly connection: ConnectionId;
  readonly core: RelayCore;
  readonly pass: (limit: keyof RateSettings) => Promise<RateVerdict>;
  /** From now on the connection gets what is sent to this party, and to no other. */
  readonly enterParty: (party: PartyId | null) => void;
  readonly close: (reason: RejectReason) => void;
  readonly onRejected: (reason: RejectReason) => void;
}

type Answer = { readonly ok: true } | Rejection;
type Reply = (answer: Answer) => void;
type Handler = (context: RequestContext, payload: unknown, receivedAt: RelayMs) => Answer | null;

interface Request {
  readonly limits: readonly (keyof RateSettings)[];
  readonly hasPayload: boolean;
  readonly handle: Handler;
}

const OTHER_MESSAGES = ['connectionMessagesPerTenSeconds'] as const;

const REQUESTS = new Map<unknown, Request>([
  [
    'join',
    {
      limits: ['connectionMessagesPerTenSeconds', 'addressJoinsPerMinute'],
      hasPayload: true,
      handle({ core, connection, enterParty }, payload) {
        const answer = core.join(connection, payload);
        // Parsed by the core: an accepted join is one of the protocol's form.
        if (answer.ok) enterParty((payload as { party: PartyId }).party);
        return answer;
      },
    },
  ],
  [
    'leave',
    {
      limits: OTHER_MESSAGES,
      hasPayload: false,
      handle({ core, connection, enterParty }) {
        const answer = core.leave(connection);
        if (answer.ok) enterParty(null);
        return answer;
      },
    },
  ],
  [
    'intent',
    {
      limits: ['memberIntentsPerTenSeconds', 'partyIntentsPerTenSeconds'],
      hasPayload: true,
      handle: ({ core, connection }, payload) => core.intent(connection, payload),
    },
  ],
  [
    'resume',
    {
      limits: OTHER_MESSAGES,
      hasPayload: true,
      handle: ({ core, connection }, payload) => core.resume(connection, payload),
    },
  ],
  [
    'probe',
    {
      limits: OTHER_MESSAGES,
      hasPayload: false,
      handle: ({ core, connection }, _payload, receivedAt) => core.probe(connection, receivedAt),
    },
  ],
  [
    'presence',
    {
      limits: OTHER_MESSAGES,
      hasPayload: true,
      handle({ core, connection }, payload) {
        core.presence(connection, payload);
        return null;
      },
    },
  ],
]);

export async function dispatchRequest(context: RequestContext, packet: Packet): Promise<void> {
  const last = packet.args.at(-1);
  const reply: Reply | null = typeof last === 'function' ? (last as Reply) : null;
  const answer = await answerPacket(context, packet, packet.args.length - (reply === null ? 0 : 1));
  if (answer === null) return;
  if (!answer.ok) context.onRejected(answer.reason);
  reply?.(answer);
}

/** Null when there is nothing to say. */
async function answerPacket(
  context: RequestContext,
  { name, args, receivedAt }: Packet,
  payloads: number,
): Promise<Answer | null> {
  const request = REQUESTS.get(name);
  const refusal = await refuseByRate(context, request?.limits ?? OTHER_MESSAGES);
  if (refusal !== null) return refusal;
  if (request === undefined || payloads !== (request.hasPayload ? 1 : 0)) return reject('malformed');
  return request.handle(context, args[0], receivedAt);
}

async function refuseByRate(
  context: RequestContext,
  limits: readonly (keyof RateSettings)[],
): Promise<Rejection | null> {
  for (const limit of limits) {
    const verdict = await context.pass(limit);
    if (verdict.kind === 'flood') context.close('rate-limited');
    if (verdict.kind !== 'pass') {
      return { ok: false, reason: 'rate-limited', retryAfterMs: verdict.retryAfterMs };
    }
  }
  return null;
}
