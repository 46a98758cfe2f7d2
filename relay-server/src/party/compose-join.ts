// From a request to join to what a store is asked: with the ids and bounds that are this relay's.
import type { MemberId, MemberToken } from '@sameframe/shared/ids.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { JoinDraft } from '../store/party-store.ts';
import type { JoinOptions, RelayCorePorts } from './core-port.ts';
import type { ConnectionId } from './session.ts';

export type JoinRequest = Join & JoinOptions;

interface JoinParts {
  readonly connection: ConnectionId;
  readonly freshMember: MemberId;
  readonly nextToken: MemberToken;
  readonly leaseUntil: RelayMs;
}

export function composeJoin(
  { party, mode, token, hello, mayCreate }: JoinRequest,
  { connection, freshMember, nextToken, leaseUntil }: JoinParts,
  { hashToken, now, settings }: RelayCorePorts,
): JoinDraft {
  return {
    party,
    mode,
    shown: token === null ? null : hashToken(token),
    connection,
    freshMember,
    nextToken: hashToken(nextToken),
    hello: hello ?? null,
    now: now(),
    leaseUntil,
    maxParties: mayCreate ? settings.maxParties : 0,
    maxMembers: settings.maxMembersPerParty,
  };
}
