// The port behind which a party's log and membership are kept. Every method is one atomic step: the store is
// the sequencer, the core never reads first and writes later. Knows no sockets.
import type { EventId, MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type {
  EventRef,
  Intent,
  MemberEvent,
  MembersChanged,
  RelayEvent,
  RulesChanged,
} from '@sameframe/shared/protocol/envelope.ts';
import type { Govern } from '@sameframe/shared/protocol/rules.ts';
import type { CatchUp } from '@sameframe/shared/protocol/to-member.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import type { Result } from '@sameframe/shared/result.ts';
import type { SealedBody } from '@sameframe/shared/seal.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { GovernRefusal } from '../door/govern.ts';
import type { Knock } from '../door/knocks.ts';
import type { Later, Prompt } from '../party/later.ts';
import type { ConnectionId } from '../party/session.ts';

/** What is kept of a member token: useless to whoever reads the file. */
export type TokenHash = string & { readonly __brand: 'TokenHash' };

export interface JoinDraft {
  readonly party: PartyId;
  readonly mode: Join['mode'];
  /** The token that was shown; null and unknown ones make a new member, whose own it is until it has used the next. */
  readonly shown: TokenHash | null;
  /** The connection that becomes the member's only one. */
  readonly connection: ConnectionId;
  /** The id that a new member gets. */
  readonly freshMember: MemberId;
  /** The token that is valid from now on; the shown one stays valid until this one is used. */
  readonly nextToken: TokenHash;
  /** For the hosts, should they have to be asked. */
  readonly hello: SealedBody | null;
  readonly now: RelayMs;
  readonly leaseUntil: RelayMs;
  readonly maxParties: number;
  readonly maxMembers: number;
}

export interface Joined {
  readonly member: MemberId;
  readonly lastSeq: number;
}
export type JoinRefusal =
  | 'no-such-party'
  | 'party-exists'
  | 'party-full'
  | 'relay-full'
  | 'party-locked'
  | 'kicked'
  /** The hosts can be asked: the knock is kept. */
  | 'awaiting-approval'
  | 'not-admitted';

export interface IntentDraft {
  readonly party: PartyId;
  readonly member: MemberId;
  readonly intent: Intent;
  /** The id of the event, if there will be one. */
  readonly id: EventId;
  readonly now: RelayMs;
}

export type AppendRefusal =
  | 'not-joined'
  | 'not-allowed'
  | 'seq-gap'
  | 'seq-reused'
  | 'basis-ahead'
  | 'too-large';
export type AppendOutcome =
  | { readonly kind: 'appended'; readonly event: MemberEvent }
  /** The same intent as before: nothing was appended. */
  | { readonly kind: 'repeated'; readonly ref: EventRef }
  | { readonly kind: 'refused'; readonly reason: AppendRefusal };

export interface GovernDraft {
  readonly party: PartyId;
  readonly member: MemberId;
  readonly wish: Govern;
  /** The id of the event, if there will be one. */
  readonly id: EventId;
  readonly now: RelayMs;
}

export type GovernOutcome =
  | { readonly kind: 'changed'; readonly event: RelayEvent<RulesChanged> }
  /** Nothing of it is in the log: it is so already, as of the head, or concerns only who waits at the door. */
  | { readonly kind: 'unchanged'; readonly head: EventRef | null }
  | { readonly kind: 'refused'; readonly reason: GovernRefusal };

export interface MemberAddress {
  readonly party: PartyId;
  readonly member: MemberId;
}

/** With the connection that joined as them. */
export interface ConnectedMember extends MemberAddress {
  readonly connection: ConnectionId;
}

export interface PartyStore {
  /** Makes someone a present, connected member. Not yet told to the party: `announce` does that. */
  join(draft: JoinDraft): Later<Result<Joined, JoinRefusal>>;
  /** Orders an intent. What it answers is durable. */
  append(draft: IntentDraft): Later<AppendOutcome>;
  /** Changes rules, roles, host or membership and orders the fact of it, as decideGovern says. Durable. */
  govern(draft: GovernDraft): Later<GovernOutcome>;
  /** Who has knocked, also those about whom a host has decided. */
  knocks(party: PartyId): Later<readonly Knock[]>;
  /** Appends one `members-changed` of all joins and departures not told yet; null if there are none. */
  announce(party: PartyId, id: EventId, now: RelayMs): Later<RelayEvent<MembersChanged> | null>;
  leave(address: MemberAddress, now: RelayMs): Later<void>;
  /** These connections are gone. Who has no other since stays a member until the lease ends. */
  disconnect(gone: readonly ConnectedMember[], leaseUntil: RelayMs): Later<void>;
  renewLeases(addresses: readonly MemberAddress[], leaseUntil: RelayMs): Later<void>;
  /** Ends the membership of everyone whose lease has run out; the parties they were in. */
  reapLeases(now: RelayMs): Later<readonly PartyId[]>;
  /** Deletes parties that nobody has been in since `emptySince` or before, maybe not all at once; how many it did. */
  endParties(emptySince: RelayMs): Later<number>;
  /** What brings a replica at `from` up to the head; null if there is no such party. */
  catchUp(party: PartyId, from: EventRef | null): Later<CatchUp | null>;
  /** Parties with joins or departures that were kept but not told. */
  untoldParties(): Later<readonly PartyId[]>;
  /** To be called once at start: nobody is connected, and nobody is reaped for the relay's own absence. */
  forgetConnections(leaseUntil: RelayMs): Later<void>;
  /** The latest time that any event was stamped with; 0 without any. */
  latestAt(): Later<RelayMs>;
  /** Writes and reads something; throws a StoreError if that does not work. */
  verify(): Later<void>;
  close(): Later<void>;
}

/** A store in this very process: it answers at once. */
export type PromptStore = Prompt<PartyStore>;

export type StoreErrorCode =
  | 'damaged'
  | 'unwritable'
  | 'in-use'
  | 'newer-version'
  | 'full'
  | 'closed'
  | 'failed';

/** The store cannot do its work. `advice` says what the operator can do about it. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly advice: string;

  constructor(code: StoreErrorCode, message: string, advice: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
    this.advice = advice;
  }
}
