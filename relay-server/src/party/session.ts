// What a connection is to the relay. A message means something only in the state it is meant for.
import type { MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';

/** One connection to this relay; never used again once it is gone. */
export type ConnectionId = string & { readonly __brand: 'ConnectionId' };

export type Session =
  | { readonly state: 'awaiting-join'; readonly version: number }
  | {
      readonly state: 'joined';
      readonly version: number;
      readonly party: PartyId;
      readonly member: MemberId;
    }
  /** The relay has said its last word; whatever still arrives is answered with the reason. */
  | { readonly state: 'ended'; readonly reason: RejectReason };
