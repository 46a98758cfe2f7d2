// Everything a member sends. The relay parses each of these before it looks at anything else.
import * as v from 'valibot';
import { memberTokenSchema, partyIdSchema } from '../ids.ts';
import { eventRefSchema, sealedBodySchema } from './envelope.ts';
import { MAX_HELLO_CHARS, MAX_PRESENCE_CHARS } from './limits.ts';
import { versionRangeSchema } from './version.ts';

/** The Socket.IO handshake's `auth`. */
export const handshakeSchema = v.object({ versions: versionRangeSchema });

/**
 * Enters a party. With a token the member is the one it was; an unknown token makes a new member.
 * `hello` is for the hosts, where they approve joiners: sealed, as the relay is not meant to read it.
 * `from` is the last event that the member has folded: it gets what came after, or a fresh start.
 */
export const joinSchema = v.object({
  party: partyIdSchema,
  mode: v.picklist(['create', 'join']),
  token: v.nullable(memberTokenSchema),
  from: v.nullable(eventRefSchema),
  hello: v.exactOptional(v.pipe(sealedBodySchema, v.maxLength(MAX_HELLO_CHARS))),
});
export type Join = v.InferOutput<typeof joinSchema>;

/** Asks for what came after `from` (a gap was seen); null asks for a fresh start. */
export const resumeSchema = v.object({ from: v.nullable(eventRefSchema) });
export type Resume = v.InferOutput<typeof resumeSchema>;

/** A volatile, sealed report about oneself. `count` rises with each (it stands in for seq in the seal). */
export const presenceReportSchema = v.object({
  count: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  body: v.pipe(sealedBodySchema, v.maxLength(MAX_PRESENCE_CHARS)),
});
export type PresenceReport = v.InferOutput<typeof presenceReportSchema>;
