// A member of any relay: knows the protocol and nothing of how the relay keeps it. What the relay says is parsed by the
// protocol's own schemas, so that an answer of another form fails a test wherever it comes.
import { randomBytes } from 'node:crypto';
import { type Intent, orderedEventSchema } from '@sameframe/shared/protocol/envelope.ts';
import {
  governReplySchema,
  intentReplySchema,
  joinReplySchema,
  type Knocks,
  knocksSchema,
  type PresenceDigest,
  presenceDigestSchema,
  probeReplySchema,
  resumeReplySchema,
  type Welcome,
} from '@sameframe/shared/protocol/to-member.ts';
import * as v from 'valibot';
import { bodyOf } from '../../relay-server/src/testing/drafts.ts';
import { createSocketMember, type SocketMember } from '../../relay-server/src/testing/socket-member.ts';

type OrderedEvent = v.InferOutput<typeof orderedEventSchema>;

export interface Stranger {
  readonly party: string;
  readonly socketMember: SocketMember;
  join(wish?: {
    mode?: 'create' | 'join';
    token?: string | null;
    from?: object | null;
    hello?: string;
  }): Promise<v.InferOutput<typeof joinReplySchema>>;
  /** Joins and expects to be let in. */
  enter(wish?: { mode?: 'create' | 'join'; token?: string | null; from?: object | null }): Promise<Welcome>;
  intent(
    seq: number,
    parts?: Partial<Record<keyof Intent, unknown>>,
  ): Promise<v.InferOutput<typeof intentReplySchema>>;
  govern(wish: object): Promise<v.InferOutput<typeof governReplySchema>>;
  resume(from: object | null): Promise<v.InferOutput<typeof resumeReplySchema>>;
  probe(): Promise<v.InferOutput<typeof probeReplySchema>>;
  /** All ordered events so far, parsed. */
  events(): OrderedEvent[];
  digests(): PresenceDigest[];
  /** Who was said to wait, each time it was. */
  knocks(): Knocks['waiting'][];
  leave(): Promise<void>;
}

export const mint = () => randomBytes(16).toString('base64url');

/** Connects; `party` is one that nobody else has. */
export function meetRelay(url: string, party: string): Stranger {
  const member = createSocketMember(url);
  const stranger: Stranger = {
    party,
    socketMember: member,
    join: async ({ mode = 'join', token = null, from = null, ...rest } = {}) =>
      v.parse(joinReplySchema, await member.ask('join', { party, mode, token, from, ...rest })),
    async enter(wish) {
      const reply = await stranger.join(wish);
      if (!reply.ok) throw new Error(`Not let in: ${reply.reason}`);
      return reply;
    },
    intent: async (seq, parts = {}) =>
      v.parse(
        intentReplySchema,
        await member.ask('intent', {
          channel: 'playback',
          seq,
          basis: 0,
          retain: { kind: 'none' },
          body: bodyOf(`body ${seq}`),
          ...parts,
        }),
      ),
    govern: async (wish) => v.parse(governReplySchema, await member.ask('govern', wish)),
    resume: async (from) => v.parse(resumeReplySchema, await member.ask('resume', { from })),
    probe: async () => v.parse(probeReplySchema, await member.ask('probe')),
    events: () => member.events.map((event) => v.parse(orderedEventSchema, event)),
    digests: () => member.digests.map((digest) => v.parse(presenceDigestSchema, digest)),
    knocks: () => member.knocks.map((knocks) => v.parse(knocksSchema, knocks).waiting),
    leave: async () => void (await member.ask('leave')),
  };
  return stranger;
}
