// Seals the meaning of an intent so that the relay orders what it cannot read: AES-256-GCM by WebCrypto.
// Bound to where it stands (party, channel, member, seq): moved elsewhere, it does not open. Keys come in.
import { base64urlnopad, utf8 } from '@scure/base';
import type { CryptoPort, KeyHandle } from './crypto-port.ts';
import { randomBytes } from './crypto-port.ts';
import type { KnockId, MemberId, PartyId } from './ids.ts';
import { fail, type Result, succeed } from './result.ts';

/** nonce ‖ ciphertext ‖ tag as unpadded base64url: the only form a body has outside its members. */
export type SealedBody = string & { readonly __brand: 'SealedBody' };

/**
 * Where a body stands. Presence uses its own counter as `seq` and the channel name `presence`; who is no member yet
 * has a knock in place of a member.
 */
export interface SealPlace {
  readonly party: PartyId;
  readonly channel: string;
  readonly member: MemberId | KnockId;
  readonly seq: number;
}

export type OpenProblem = 'not-sealed-here' | 'not-json';

/** 96 bits, random per seal: NIST SP 800-38D section 8.2.2 allows 2^32 of them per key. */
const NONCE_BYTES = 12;

/** Seals a JSON value. Call once per seq: a retry must resend the same bytes. */
export async function sealBody(
  crypto: CryptoPort,
  key: KeyHandle,
  place: SealPlace,
  body: unknown,
): Promise<SealedBody> {
  const nonce = randomBytes(crypto, NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: placeBytes(place) };
  const sealed = await crypto.subtle.encrypt(algorithm, key, bytesOf(JSON.stringify(body)));
  const bytes = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  bytes.set(nonce);
  bytes.set(new Uint8Array(sealed), NONCE_BYTES);
  return base64urlnopad.encode(bytes) as SealedBody;
}

/** The JSON value of a body, or why it is not one of this party's at this place. */
export async function openBody(
  crypto: CryptoPort,
  key: KeyHandle,
  place: SealPlace,
  body: SealedBody,
): Promise<Result<unknown, OpenProblem>> {
  let plain: ArrayBuffer;
  try {
    const bytes = new Uint8Array(base64urlnopad.decode(body));
    const algorithm = {
      name: 'AES-GCM',
      iv: bytes.subarray(0, NONCE_BYTES),
      additionalData: placeBytes(place),
    };
    plain = await crypto.subtle.decrypt(algorithm, key, bytes.subarray(NONCE_BYTES));
  } catch {
    // WebCrypto says nothing but "OperationError": wrong key, moved, cut or forged are one answer.
    return fail('not-sealed-here');
  }
  try {
    return succeed(JSON.parse(utf8.encode(new Uint8Array(plain))));
  } catch {
    return fail('not-json');
  }
}

function placeBytes(place: SealPlace): Uint8Array<ArrayBuffer> {
  return bytesOf(JSON.stringify(['sameframe/v1', place.party, place.channel, place.member, place.seq]));
}

/** WebCrypto takes no view of shared memory, and the decoder's type does not say that it never makes one. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(utf8.decode(text));
}
