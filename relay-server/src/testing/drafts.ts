// Well-formed messages for tests: only what a test is about has to be said.

import {
  type EventId,
  idFromBytes,
  type KnockId,
  type MemberId,
  type MemberToken,
  type PartyId,
} from '@sameframe/shared/ids.ts';
import { type Lamport, NOTHING_SEEN } from '@sameframe/shared/lamport.ts';
import type { Intent, Retain } from '@sameframe/shared/protocol/envelope.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import { SPOKEN_VERSIONS } from '@sameframe/shared/protocol/version.ts';
import type { SealedBody } from '@sameframe/shared/seal.ts';

export const HELLO = { versions: SPOKEN_VERSIONS };
export const TIMELINE: Retain = { kind: 'log', log: 'timeline', checkpoint: false };
export const CHECKPOINT: Retain = { kind: 'log', log: 'timeline', checkpoint: true };

/** The same text gives the same id. */
export function idOf<Id extends PartyId | MemberId | EventId | MemberToken | KnockId>(text: string): Id {
  return idFromBytes<Id>(Buffer.from(text.padEnd(16, '.').slice(0, 16)));
}

/** Looks like a sealed body; the relay could not tell. */
export function bodyOf(text: string): SealedBody {
  return Buffer.from(text.padEnd(40, '.')).toString('base64url') as SealedBody;
}

export function textOf(body: SealedBody): string {
  return Buffer.from(body, 'base64url').toString().replace(/\.+$/, '');
}

export function intentOf(seq: number, parts: Partial<Intent> = {}): Intent {
  return {
    channel: 'playback',
    seq,
    basis: NOTHING_SEEN,
    retain: TIMELINE,
    body: bodyOf(`body ${seq}`),
    ...parts,
  };
}

export function joinOf(party: PartyId, parts: Partial<Join> = {}): Join {
  return { party, mode: 'join', token: null, from: null, ...parts };
}

export function lamport(count: number): Lamport {
  return count as Lamport;
}
