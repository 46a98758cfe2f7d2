// What is kept of a party that has only just been started or joined.
import type { PartyCode } from '@sameframe/shared/code.ts';
import type { MemberToken } from '@sameframe/shared/ids.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import type { PartyRecord } from './party-record.ts';
import { createSession } from './party-session.ts';

export function newRecord(options: {
  readonly code: PartyCode;
  readonly relay: string;
  readonly mode: Join['mode'];
  readonly name: string;
  readonly avatar: string | null;
  readonly token: MemberToken;
  readonly reportCount: number;
}): PartyRecord {
  const { code, relay, mode, name, avatar, token, reportCount } = options;
  const session = createSession({ mode, name, avatar, token });
  return {
    code,
    relay,
    host: null,
    session,
    reportCount,
    isSteppedOut: false,
    notes: {},
    attending: [],
    unheardFrom: null,
    shifts: [],
  };
}
