// What the relay sees of an act: who, where in the order, how long to keep. Never what it means.
import * as v from 'valibot';
import { eventIdSchema, type MemberId, memberIdSchema } from '../ids.ts';
import { lamportSchema } from '../lamport.ts';
import type { SealedBody } from '../seal.ts';
import { type RelayMs, relayMsSchema } from '../time.ts';
import { MAX_BODY_CHARS, MIN_BODY_CHARS } from './limits.ts';
import { nameSchema } from './name.ts';
import { DEFAULT_ROLE, type GivenRole, givenRoleSchema, partyRulesSchema } from './rules.ts';

/** Per party and member, counts accepted intents from 1 without gaps. */
export const seqSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/**
 * What a late joiner gets of an event: nothing; only the newest under a key (scoped to channel and member);
 * or a bounded log, shared by all channels that name it. A `checkpoint` whose basis had seen all of its log
 * makes everything before it in that log redundant (SPEC ST5).
 */
export const retainSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('last'), key: nameSchema }),
  v.object({ kind: v.literal('log'), log: nameSchema, checkpoint: v.boolean() }),
]);
export type Retain = v.InferOutput<typeof retainSchema>;

export const sealedBodySchema = v.pipe(
  v.string(),
  v.minLength(MIN_BODY_CHARS),
  v.maxLength(MAX_BODY_CHARS),
  v.regex(/^[A-Za-z0-9_-]+$/),
  v.transform((text) => text as SealedBody),
);

/** A member's wish, not yet ordered; may be refused. */
export const intentSchema = v.object({
  /** Named sub-log of the party; `party` is also written by the relay itself. */
  channel: nameSchema,
  seq: seqSchema,
  basis: lamportSchema,
  retain: retainSchema,
  body: sealedBodySchema,
});
export type Intent = v.InferOutput<typeof intentSchema>;

/** Names one event: the lamport orders it, the id tells it from another one of the same lamport. */
export const eventRefSchema = v.object({ lamport: lamportSchema, id: eventIdSchema });
export type EventRef = v.InferOutput<typeof eventRefSchema>;

const stampSchema = v.object({
  lamport: lamportSchema,
  id: eventIdSchema,
  /** The event before this one; null for a party's first. */
  prev: v.nullable(eventRefSchema),
  at: relayMsSchema,
});

/** A fact that a member authored and the relay ordered. */
export const memberEventSchema = v.object(
  v.entriesFromObjects([
    v.object({ from: v.literal('member'), by: memberIdSchema }),
    stampSchema,
    intentSchema,
  ]),
);
export type MemberEvent = v.InferOutput<typeof memberEventSchema>;

export const memberSchema = v.object({
  id: memberIdSchema,
  joinedAt: relayMsSchema,
  /** What they are when they are not host; left out for a viewer, which most are. */
  role: v.exactOptional(givenRoleSchema),
});
/** Someone in the party as the relay knows them; names are sealed in the `party` channel. */
export type Member = v.InferOutput<typeof memberSchema>;

/** The one form of a member: what they are by default is left out. */
export function composeMember(id: MemberId, joinedAt: RelayMs, role: GivenRole): Member {
  return role === DEFAULT_ROLE ? { id, joinedAt } : { id, joinedAt, role };
}

/** How many are in, of whom not all are listed; left out when all are. */
export const memberCountSchema = v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

/** Joins and leaves of a moment, gathered; `host` is who holds the party after them. */
export const membersChangedSchema = v.object({
  kind: v.literal('members-changed'),
  joined: v.array(memberSchema),
  left: v.array(memberIdSchema),
  host: v.nullable(memberIdSchema),
  count: memberCountSchema,
});
export type MembersChanged = v.InferOutput<typeof membersChangedSchema>;

/** What a `govern` has changed. `rules` and `host` are what is in force after it, changed or not. */
export const rulesChangedSchema = v.object({
  kind: v.literal('rules-changed'),
  by: memberIdSchema,
  rules: partyRulesSchema,
  host: v.nullable(memberIdSchema),
  roles: v.array(v.object({ id: memberIdSchema, role: givenRoleSchema })),
  /** Put out of the party; that they have left is told as every departure is. */
  kicked: v.array(memberIdSchema),
});
export type RulesChanged = v.InferOutput<typeof rulesChangedSchema>;

const knownFactSchema = v.variant('kind', [membersChangedSchema, rulesChangedSchema]);
/** Of a newer relay: it means nothing here, but stands in the chain all the same (SPEC SE5). */
const unknownFactSchema = v.pipe(
  v.object({
    kind: v.pipe(
      v.string(),
      v.check((kind) => knownFactSchema.options.every(({ entries }) => entries.kind.literal !== kind)),
    ),
  }),
  v.transform(() => ({ kind: 'unknown' as const })),
);

export const relayFactSchema = v.union([knownFactSchema, unknownFactSchema]);
export type RelayFact = v.InferOutput<typeof relayFactSchema>;

/** A fact that the relay itself states, in the clear. */
export const relayEventSchema = v.object(
  v.entriesFromObjects([
    v.object({
      from: v.literal('relay'),
      channel: v.literal('party'),
      retain: retainSchema,
      fact: relayFactSchema,
    }),
    stampSchema,
  ]),
);
export type RelayEvent<Fact extends RelayFact = RelayFact> = v.InferOutput<typeof relayEventSchema> & {
  readonly fact: Fact;
};

export const orderedEventSchema = v.variant('from', [memberEventSchema, relayEventSchema]);
/** Any event of a party's log; immutable. */
export type OrderedEvent = v.InferOutput<typeof orderedEventSchema>;
