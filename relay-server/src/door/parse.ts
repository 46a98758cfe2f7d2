// The first thing that happens to anything a member sends: it is of the protocol's form, or it is refused.
import { MAX_BODY_CHARS } from '@sameframe/shared/protocol/limits.ts';
import type { Rejection } from '@sameframe/shared/protocol/reject.ts';
import { handshakeSchema } from '@sameframe/shared/protocol/to-relay.ts';
import { negotiateVersion, SPOKEN_VERSIONS } from '@sameframe/shared/protocol/version.ts';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import * as v from 'valibot';

export type FormProblem = 'malformed' | 'too-large';

/** Parses a message by its schema. A body over its limit is told apart: trying again is of no use. */
export function parseMessage<Schema extends v.GenericSchema>(
  schema: Schema,
  message: unknown,
): Result<v.InferOutput<Schema>, FormProblem> {
  const parsed = v.safeParse(schema, message);
  if (parsed.success) return succeed(parsed.output);
  return fail(hasOversizedBody(message) ? 'too-large' : 'malformed');
}

/** The version to speak on a connection, from the handshake's `auth`. */
export function admitHandshake(
  auth: unknown,
): Result<number, 'malformed' | 'client-too-old' | 'relay-too-old'> {
  const parsed = v.safeParse(handshakeSchema, auth);
  if (!parsed.success) return fail('malformed');
  return negotiateVersion(parsed.output.versions, SPOKEN_VERSIONS);
}

export function reject(reason: Rejection['reason']): Rejection {
  return { ok: false, reason };
}

function hasOversizedBody(message: unknown): boolean {
  if (typeof message !== 'object' || message === null || !('body' in message)) return false;
  return typeof message.body === 'string' && message.body.length > MAX_BODY_CHARS;
}
