// How a node hears of the parties it shares with other nodes. One process alone hears of nothing but itself.
import type { MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { PresenceDigest } from '@sameframe/shared/protocol/to-member.ts';
import type { MemberAddress } from '../store/party-store.ts';
import type { Later } from './later.ts';
import type { ConnectionId } from './session.ts';

export type FeedMessage =
  /** Ordered and durable, whichever node appended it; also this one's own. */
  | { readonly kind: 'event'; readonly event: OrderedEvent }
  /** The reports that another node has gathered. */
  | { readonly kind: 'presence'; readonly reports: PresenceDigest['reports'] }
  /** Someone has joined, maybe in the place of a connection that another node holds. */
  | { readonly kind: 'entered'; readonly member: MemberId; readonly connection: ConnectionId }
  /** Another node has heard of a change at the door. */
  | { readonly kind: 'knocked' }
  /** Messages may have been missed. */
  | { readonly kind: 'interrupted' };

export interface PartyFeed {
  /** Once this is answered, the core hears everything about the party until `unfollow`. */
  follow(party: PartyId): Later<void>;
  unfollow(party: PartyId): void;
  /** Tells the other nodes; may be lost, as presence may. */
  sharePresence(party: PartyId, reports: PresenceDigest['reports']): void;
  /** Tells the other nodes; may be lost, as whoever waits asks again. */
  shareKnock(party: PartyId): void;
  /** The connection that has joined last as this member, on whatever node. */
  connectionOf(address: MemberAddress): Later<ConnectionId | null>;
}

/** A feed that can be listened to, once and before anything is followed. */
export interface NodeFeed extends PartyFeed {
  listen(onMessage: (party: PartyId, message: FeedMessage) => void): void;
}

/** Of a relay that is one process: the connection it knows is the one there is. */
export const NO_OTHER_NODES: PartyFeed = {
  follow: () => undefined,
  unfollow: () => undefined,
  sharePresence: () => undefined,
  shareKnock: () => undefined,
  connectionOf: () => null,
};
