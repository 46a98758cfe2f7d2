// The port through which the core speaks to members. Messages to a party arrive at each connection in the order
// in which they were sent, and after the reply to the join that made it part of the party.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { Closing, Knocks, PresenceDigest } from '@sameframe/shared/protocol/to-member.ts';
import type { ConnectionId } from './session.ts';

/** Everyone who is joined: by name for transports that know the party, one by one for those that do not. */
export interface Audience {
  readonly party: PartyId;
  readonly connections: Iterable<ConnectionId>;
}

export type ToMember =
  | { readonly kind: 'event'; readonly event: OrderedEvent }
  /** May be left out for a slow reader. */
  | { readonly kind: 'presence'; readonly digest: PresenceDigest };

export interface Outbox {
  send(audience: Audience, message: ToMember): void;
  /** To one host or co-host: who waits to be let in. */
  show(connection: ConnectionId, knocks: Knocks): void;
  /** The relay's last word; the connection gets nothing after it. */
  close(connection: ConnectionId, closing: Closing): void;
}
