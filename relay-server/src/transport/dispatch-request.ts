// From a packet's name and arguments to a request of the core and back. Knows no socket; the core knows no rates.
import type { Rejection, RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { Welcome } from '@sameframe/shared/protocol/to-member.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { reject } from '../door/parse.ts';
import type { RateSettings, RateVerdict } from '../door/rate.ts';
import type { RelayCore } from '../party/core-port.ts';
import { andThen, type Later } from '../party/later.ts';
import type { ConnectionId } from '../party/session.ts';
import type { MemberAddress } from '../store/party-store.ts';

export interface Packet {
  readonly name: unknown;
  readonly args: readonly unknown[];
  readonly receivedAt: RelayMs;
}

export interface RequestContext {
  readonly connection: ConnectionId;
  readonly core: RelayCore;
  readonly pass: (limit: keyof RateSettings) => Promise<RateVerdict>;
  /** The same without counting. */
  readonly look: (limit: keyof RateSettings) => Promise<RateVerdict>;
  /** What was counted has not come about. */
  readonly giveBack: (limit: keyof RateSettings) => Promise<void>;
  /** From now on the connection is this member's, and gets what is sent to this party and to no other. */
  readonly takeSeat: (seat: MemberAddress | null) => void;
  readonly close: (reason: RejectReason) => void;
  readonly onRejected: (reason: RejectReason) => void;
}

type Answer = { readonly ok: true } | Rejection;
type Reply = (answer: Answer) => void;
type Handler = (
  context: RequestContext,
  payload: unknown,
  exchange: { readonly receivedAt: RelayMs; readonly reply: Reply },
) => Later<Answer | null>;

interface Request {
  readonly limits: readonly (keyof RateSettings)[];
  readonly hasPayload: boolean;
  readonly handle: Handler;
}

const OTHER_MESSAGES = ['connectionMessagesPerTenSeconds'] as const;
/** What somebody who tries out codes would be told; a successful join is bounded by capacity alone. */
const TELLING_REASONS: ReadonlySet<RejectReason> = new Set(['no-such-party', 'party-exists']);

const REQUESTS = new Map<unknown, Request>([
  [
    'join',
    {
      limits: OTHER_MESSAGES,
      hasPayload: true,
      async handle(context, payload, { reply }) {
        const verdict = await context.look('addressFailedJoinsPerMinute');
        if (verdict.kind !== 'pass') return refuseFor(verdict);
        const isCreation = (payload as Partial<Join> | null)?.mode === 'create';
        // Counted before it is known, or many at a time would all find room for one.
        const creation = isCreation ? await context.pass('addressCreationsPerHour') : null;
        const deliver = (welcome: Welcome) => {
          // Parsed by the core: an accepted join is one of the protocol's form.
          context.takeSeat({ party: (payload as Join).party, member: welcome.member });
          reply(welcome);
        };
        const answer = await refusalIn(
          context.core.join(context.connection, payload, deliver, { mayCreate: creation?.kind === 'pass' }),
        );
        if (isCreation && answer !== null) await context.giveBack('addressCreationsPerHour');
        if (answer?.ok === false && TELLING_REASONS.has(answer.reason)) {
          await context.pass('addressFailedJoinsPerMinute');
        }
        return answer;
      },
    },
  ],
  [
    'leave',
    {
      limits: OTHER_MESSAGES,
      hasPayload: false,
      handle: ({ core, connection, takeSeat }) =>
        andThen(core.leave(connection), (answer) => {
          if (answer.ok) takeSeat(null);
          return answer;
        }),
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
    'govern',
    {
      // It is appended and sent to everyone, as an intent is. But not held to the party's limit: to lock the party, or to
      // put somebody out, is what helps where others use that up.
      limits: ['memberIntentsPerTenSeconds'],
      hasPayload: true,
      handle: ({ core, connection }, payload) => core.govern(connection, payload),
    },
  ],
  [
    'resume',
    {
      limits: OTHER_MESSAGES,
      hasPayload: true,
      handle: ({ core, connection }, payload, { reply }) =>
        refusalIn(core.resume(connection, payload, reply)),
    },
  ],
  [
    'probe',
    {
      limits: OTHER_MESSAGES,
      hasPayload: false,
      handle: ({ core, connection }, _payload, { receivedAt }) => core.probe(connection, receivedAt),
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
  const { name, args, receivedAt } = packet;
  const last = args.at(-1);
  const acknowledge = typeof last === 'function' ? (last as Reply) : null;
  const payloads = args.length - (acknowledge === null ? 0 : 1);
  const reply: Reply = (answer) => {
    if (!answer.ok) context.onRejected(answer.reason);
    acknowledge?.(answer);
  };
  const request = REQUESTS.get(name);
  const refusal = await refuseByRate(context, request?.limits ?? OTHER_MESSAGES);
  if (refusal !== null) return reply(refusal);
  if (request === undefined || payloads !== (request.hasPayload ? 1 : 0)) return reply(reject('malformed'));
  // In the same step as the answer: whatever is sent next comes after it.
  await andThen(request.handle(context, args[0], { receivedAt, reply }), (answer) => {
    if (answer !== null) reply(answer);
  });
}

/** What is left to be said when an acceptance has been delivered already. */
function refusalIn(answer: Later<Answer>): Later<Answer | null> {
  return andThen(answer, (given) => (given.ok ? null : given));
}

async function refuseByRate(
  context: RequestContext,
  limits: readonly (keyof RateSettings)[],
): Promise<Rejection | null> {
  for (const limit of limits) {
    const verdict = await context.pass(limit);
    // Of a party's flood everyone has sent a part, and most of them a small one.
    const isOwn = limit !== 'partyIntentsPerTenSeconds';
    if (verdict.kind === 'flood' && isOwn) context.close('rate-limited');
    if (verdict.kind !== 'pass') return refuseFor(verdict);
  }
  return null;
}

function refuseFor({ retryAfterMs }: Exclude<RateVerdict, { kind: 'pass' }>): Rejection {
  return { ok: false, reason: 'rate-limited', retryAfterMs };
}
