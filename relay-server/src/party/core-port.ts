// What the core offers to a transport, and what it needs from outside.
import type { MemberToken, PartyId } from '@sameframe/shared/ids.ts';
import type { Rejection } from '@sameframe/shared/protocol/reject.ts';
import type {
  GovernReply,
  IntentReply,
  JoinReply,
  LeaveReply,
  ProbeReply,
  ResumeReply,
  Welcome,
} from '@sameframe/shared/protocol/to-member.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import type { PartyStore, TokenHash } from '../store/party-store.ts';
import type { Later, Prompt } from './later.ts';
import type { Outbox } from './outbox.ts';
import type { FeedMessage, PartyFeed } from './party-feed.ts';
import type { RelaySettings } from './relay-settings.ts';
import type { ConnectionId } from './session.ts';

export interface RelayCorePorts {
  readonly store: PartyStore;
  /** Left out by a relay that is one process. */
  readonly feed?: PartyFeed;
  readonly outbox: Outbox;
  /** The one clock of all parties, never below the store's `latestAt`. Goes back only where it is shared and was set back. */
  readonly now: () => RelayMs;
  /** By it things become due. Never goes back. */
  readonly localNow: () => LocalMs;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly hashToken: (token: MemberToken) => TokenHash;
  readonly settings: RelaySettings;
  /** Told of a store that fails or works again (StoreError, or null), and of bugs outside of requests. */
  readonly onProblem: (problem: unknown) => void;
}

export type RelayHealth = 'ok' | 'draining' | 'storage-failed';
export type Deliver<Reply> = (reply: Reply) => void;

export interface JoinOptions {
  /** Whether there is room for a party of whoever asks, should theirs not be there yet. */
  readonly mayCreate: boolean;
}

export interface RelayCore {
  connect(connection: ConnectionId, auth: unknown): { readonly ok: true } | Rejection;
  /** `deliver` gets an acceptance in the very step from which on the connection is told what follows it. */
  join(
    connection: ConnectionId,
    request: unknown,
    deliver?: Deliver<Welcome>,
    options?: JoinOptions,
  ): Later<JoinReply>;
  resume(connection: ConnectionId, request: unknown, deliver?: Deliver<ResumeReply>): Later<ResumeReply>;
  intent(connection: ConnectionId, intent: unknown): Later<IntentReply>;
  govern(connection: ConnectionId, wish: unknown): Later<GovernReply>;
  leave(connection: ConnectionId): Later<LeaveReply>;
  probe(connection: ConnectionId, receivedAt: RelayMs): ProbeReply;
  presence(connection: ConnectionId, report: unknown): void;
  disconnect(connection: ConnectionId): void;
  /** What other nodes did, or this one through the store. */
  hear(party: PartyId, message: FeedMessage): Later<void>;
  /** Does what has become due. */
  tick(): Later<void>;
  /** When `tick` is to be called; any other call may bring it forward, and so may its end. */
  dueAt(): LocalMs;
  health(): RelayHealth;
  /** Asks the store, at most once a second, whether it answers. */
  readiness(): RelayHealth;
  /** What is on this relay at the moment. */
  load(): { readonly parties: number; readonly members: number };
  /** Tells everyone that the relay is stopping and when to come back, and lets nobody in any more. */
  drain(): void;
}

/** The core on a store that answers at once. */
export type PromptCore = Prompt<RelayCore>;
