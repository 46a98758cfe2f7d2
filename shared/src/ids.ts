// Branded identifiers. How they look and how they are minted from random bytes; who may mint is the caller's.
import { base64urlnopad } from '@scure/base';
import * as v from 'valibot';

const ID_BYTES = 16;

/** What the relay calls a party: derived from the party code, says nothing about it (SPEC PC3). */
export type PartyId = string & { readonly __brand: 'PartyId' };
/** One person's extension instance in one party; minted by the relay, different in every party. */
export type MemberId = string & { readonly __brand: 'MemberId' };
/** One ordered event; tells two events apart that got the same lamport on two sides of a failover. */
export type EventId = string & { readonly __brand: 'EventId' };
/** Canonical identity of what is played. */
export type MediaKey = string & { readonly __brand: 'MediaKey' };
/** Proves to the relay that a connection belongs to a member; the relay keeps only its hash. */
export type MemberToken = string & { readonly __brand: 'MemberToken' };
/** Somebody who waits to be let in; says nothing about the token it comes from. */
export type KnockId = string & { readonly __brand: 'KnockId' };

/** 16 bytes as unpadded base64url: the shape of every identifier that is minted or derived. */
const idSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));

export const partyIdSchema = v.pipe(
  idSchema,
  v.transform((text) => text as PartyId),
);
export const memberIdSchema = v.pipe(
  idSchema,
  v.transform((text) => text as MemberId),
);
export const eventIdSchema = v.pipe(
  idSchema,
  v.transform((text) => text as EventId),
);
export const memberTokenSchema = v.pipe(
  idSchema,
  v.transform((text) => text as MemberToken),
);
export const knockIdSchema = v.pipe(
  idSchema,
  v.transform((text) => text as KnockId),
);
export const mediaKeySchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(2048),
  v.transform((text) => text as MediaKey),
);

/** Random bytes in (16 of them), identifier out. The brand is the caller's to choose. */
export function idFromBytes<Id extends string>(bytes: Uint8Array): Id {
  if (bytes.length !== ID_BYTES) throw new RangeError(`an id takes ${ID_BYTES} bytes, not ${bytes.length}`);
  return base64urlnopad.encode(bytes) as Id;
}
