// What someone says to the hosts at the door of a party that lets people in one by one: their name, sealed, bound to
// the knock under which the relay shows them. PURE but for the hash, which comes in.
import { base64urlnopad, utf8 } from '@scure/base';
import * as v from 'valibot';
import type { CryptoPort } from './crypto-port.ts';
import type { KnockId, MemberToken } from './ids.ts';
import { memberNameSchema } from './party.ts';

/** The name of the place in the seal; a hello is in no log, so its seq is 0. */
export const HELLO_PLACE = 'hello';

export const helloSchema = v.object({ name: memberNameSchema });
export type Hello = v.InferOutput<typeof helloSchema>;

/** 128 bits are enough to tell who waits from one another. */
const KNOCK_CHARS = 22;

/** Under what id the relay shows who asks with this token (PROTOCOL, "Roles and rules"). */
export async function knockOf(crypto: CryptoPort, token: MemberToken): Promise<KnockId> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(utf8.decode(token)));
  return base64urlnopad.encode(new Uint8Array(hash)).slice(0, KNOCK_CHARS) as KnockId;
}
