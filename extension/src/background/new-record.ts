// What is kept of a party that has only just been started or joined, or that another one goes on in.
import type { PartyCode } from '@sameframe/shared/code.ts';
import { type CryptoPort, randomBytes } from '@sameframe/shared/crypto-port.ts';
import { idFromBytes, type MemberToken } from '@sameframe/shared/ids.ts';
import { stallPolicyOf } from '@sameframe/shared/party.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import type { KeptOfFeatures } from './feature-desk.ts';
import type { PartyRecord } from './party-record.ts';
import { createSession } from './party-session.ts';

export function drawToken(crypto: CryptoPort): MemberToken {
  return idFromBytes<MemberToken>(randomBytes(crypto, 16));
}

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
    former: null,
    relay,
    host: null,
    session,
    reportCount,
    isSteppedOut: false,
    notes: {},
    onward: {},
    attending: [],
    unheardFrom: null,
    shifts: [],
  };
}

/** What the person had in the former party, in the next one. */
export function recordAfter(
  { code, session, isSteppedOut, shifts }: Pick<PartyRecord, 'code' | 'session' | 'isSteppedOut' | 'shifts'>,
  { onward, attending: all }: KeptOfFeatures,
  next: PartyRecord,
): PartyRecord {
  const policyWish = stallPolicyOf(session.replica.party);
  // What the others had to do was for the former party: they say so again where there is something.
  const attending = all.filter((feature) => Object.hasOwn(onward, feature));
  const features = { notes: onward, onward, attending };
  return {
    ...next,
    ...features,
    former: code,
    isSteppedOut,
    shifts,
    session: { ...next.session, policyWish },
  };
}
