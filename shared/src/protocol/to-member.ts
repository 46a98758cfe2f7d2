// Everything the relay sends. A member parses each of these: a relay may be old, broken or hostile.
import * as v from 'valibot';
import { knockIdSchema, memberIdSchema, memberTokenSchema } from '../ids.ts';
import { relayMsSchema } from '../time.ts';
import {
  eventRefSchema,
  memberCountSchema,
  memberSchema,
  orderedEventSchema,
  sealedBodySchema,
} from './envelope.ts';
import { rejectionSchema, rejectReasonSchema } from './reject.ts';
import { DEFAULT_RULES, partyRulesSchema } from './rules.ts';
import { presenceReportSchema } from './to-relay.ts';

/** Who is in, and who may do what, as of `head`. */
export const rosterSchema = v.object({
  members: v.array(memberSchema),
  host: v.nullable(memberIdSchema),
  /** An older relay has none, and enforces none. */
  rules: v.optional(partyRulesSchema, DEFAULT_RULES),
  count: memberCountSchema,
});
export type Roster = v.InferOutput<typeof rosterSchema>;

/**
 * What brings a replica up to `head`. Not `reset`: `events` continue the replica without a gap.
 * `reset`: drop the replica; `events` are the retained ones and `roster` is the state they leave.
 */
export const catchUpSchema = v.object({
  reset: v.boolean(),
  roster: rosterSchema,
  events: v.array(orderedEventSchema),
  head: v.nullable(eventRefSchema),
});
export type CatchUp = v.InferOutput<typeof catchUpSchema>;

/** The answer to `join`. The token replaces the one used; both work until the new one has been used. */
export const welcomeSchema = v.object({
  ok: v.literal(true),
  version: v.number(),
  member: memberIdSchema,
  token: memberTokenSchema,
  /** The highest seq of this member that was accepted; 0 if none. */
  lastSeq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  ...catchUpSchema.entries,
});
export type Welcome = v.InferOutput<typeof welcomeSchema>;
export const joinReplySchema = v.variant('ok', [welcomeSchema, rejectionSchema]);
export type JoinReply = v.InferOutput<typeof joinReplySchema>;

export const resumeReplySchema = v.variant('ok', [
  v.object({ ok: v.literal(true), ...catchUpSchema.entries }),
  rejectionSchema,
]);
export type ResumeReply = v.InferOutput<typeof resumeReplySchema>;

/** The acknowledgement of an intent: it is durable and ordered here. */
export const intentReplySchema = v.variant('ok', [
  v.object({ ok: v.literal(true), ref: eventRefSchema }),
  rejectionSchema,
]);
export type IntentReply = v.InferOutput<typeof intentReplySchema>;

/** The change is durable and ordered here, or nothing had to be changed as of here; null: as of a log's very beginning. */
export const governReplySchema = v.variant('ok', [
  v.object({ ok: v.literal(true), ref: v.nullable(eventRefSchema) }),
  rejectionSchema,
]);
export type GovernReply = v.InferOutput<typeof governReplySchema>;

/** The answer to a clock probe. `head` lets a member notice that it lost the last event. */
export const probeReplySchema = v.variant('ok', [
  v.object({
    ok: v.literal(true),
    receivedAt: relayMsSchema,
    sentAt: relayMsSchema,
    head: v.nullable(eventRefSchema),
  }),
  rejectionSchema,
]);
export type ProbeReply = v.InferOutput<typeof probeReplySchema>;

export const leaveReplySchema = v.variant('ok', [v.object({ ok: v.literal(true) }), rejectionSchema]);
export type LeaveReply = v.InferOutput<typeof leaveReplySchema>;

/** Reports gathered over a moment (200 ms), the newest of each member. */
export const presenceDigestSchema = v.object({
  head: v.nullable(eventRefSchema),
  reports: v.array(v.object({ member: memberIdSchema, ...presenceReportSchema.entries })),
});
export type PresenceDigest = v.InferOutput<typeof presenceDigestSchema>;

/** Who waits to be let in, in the order of their first asking; to hosts and co-hosts alone. */
export const knocksSchema = v.object({
  waiting: v.array(v.object({ knock: knockIdSchema, hello: v.nullable(sealedBodySchema) })),
});
export type Knocks = v.InferOutput<typeof knocksSchema>;

/** The relay's last word before it closes a connection. */
export const closingSchema = v.object({
  reason: rejectReasonSchema,
  /** When to come back, so that not all who are sent away come in the same moment. */
  retryAfterMs: v.optional(v.pipe(v.number(), v.minValue(0))),
});
export type Closing = v.InferOutput<typeof closingSchema>;
