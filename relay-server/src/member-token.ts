// How a member token is kept: only as its hash, so that the database file lets nobody be somebody else.
import { createHash } from 'node:crypto';
import type { MemberToken } from '@sameframe/shared/ids.ts';
import type { TokenHash } from './store/party-store.ts';

/** Plain SHA-256 is enough: a token is 128 random bits, there is nothing to guess. */
export function hashToken(token: MemberToken): TokenHash {
  return createHash('sha256').update(token).digest('base64url') as TokenHash;
}
