// What one party session knows, what happens to it and what it wants done. Words only; the rules are in
// party-session.ts, catch-up.ts and outbox.ts. All of it is JSON, so that it outlives the worker.
import type { FeatureLogs, FeatureNews } from '@sameframe/shared/feature-log.ts';
import type { HoldAct, HoldWish } from '@sameframe/shared/hold-act.ts';
import type { MemberId, MemberToken } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { StallPolicy } from '@sameframe/shared/party.ts';
import type { ActId, PlaybackAct } from '@sameframe/shared/playback.ts';
import type { EventRef, Intent } from '@sameframe/shared/protocol/envelope.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { Roster } from '@sameframe/shared/protocol/to-member.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import type { OpenedEvent, ReplicaState } from '@sameframe/shared/replica.ts';
import type { SealedBody } from '@sameframe/shared/seal.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { ActOutcome, Connection } from '../messages/content-background.ts';

/** A person's act on its way to the log. `madeAt` is in the background's time. */
export interface QueuedAct {
  readonly act: PlaybackAct;
  readonly basis: Lamport;
  readonly madeAt: LocalMs;
}

/** A word about waiting on its way to the log: of use now or never. */
export interface QueuedHold {
  readonly wish: HoldWish;
  readonly madeAt: LocalMs;
}

/** An act of a feature on its way to the log. `madeAt` is in the background's time. */
export interface QueuedFeatureAct {
  readonly feature: string;
  readonly id: ActId;
  readonly act: unknown;
  /** Kept for late joiners, and sent however late; otherwise it is of use now or never. */
  readonly isKept: boolean;
  readonly madeAt: LocalMs;
}

/** What a member says of themselves. */
export interface Profile {
  readonly name: string;
  readonly avatar: string | null;
}

export type Draft =
  | { readonly kind: 'act'; readonly queued: QueuedAct }
  /** `basis`: the head of the standing that the act carries. */
  | {
      readonly kind: 'hold';
      readonly act: HoldAct;
      readonly basis: Lamport;
      readonly madeAt: LocalMs;
    }
  | { readonly kind: 'stall-policy'; readonly policy: StallPolicy }
  | ({ readonly kind: 'profile' } & Profile)
  | { readonly kind: 'feature'; readonly queued: QueuedFeatureAct };

/** The one intent under way. Its ticket tells late answers about it from those about another. */
export interface Sending {
  readonly draft: Draft;
  readonly ticket: number;
  readonly seq: number;
  readonly stage:
    | { readonly state: 'sealing' }
    /** Sealed once; every retry sends this very intent, so that the relay can tell a retry from a new one. */
    | { readonly state: 'sent'; readonly intent: Intent; readonly timesUnanswered: number }
    | { readonly state: 'held-back'; readonly intent: Intent; readonly until: LocalMs };
}

export type SessionPhase =
  | { readonly state: 'offline' }
  | { readonly state: 'joining'; readonly early: readonly OpenedEvent[] }
  /** A gap is being filled. `isRejoin`: acts made offline have not been judged yet. */
  | {
      readonly state: 'catching-up';
      readonly early: readonly OpenedEvent[];
      readonly isRejoin: boolean;
      readonly isFresh: boolean;
    }
  | { readonly state: 'joined' }
  | { readonly state: 'ended'; readonly reason: RejectReason };

/** The log seems to be elsewhere than the replica; believed when it lasts. */
export interface Divergence {
  readonly kind: 'ahead' | 'elsewhere';
  readonly head: EventRef | null;
  readonly since: LocalMs;
}

export interface SessionState {
  readonly phase: SessionPhase;
  readonly mode: Join['mode'];
  /** How often `create` was sent: from the second time on, "taken" means that the first one got through. */
  readonly createAttempts: number;
  /** Null until the first welcome. */
  readonly self: MemberId | null;
  readonly token: MemberToken | null;
  readonly replica: ReplicaState;
  readonly divergence: Divergence | null;
  /** The highest own seq known to be in the log. */
  readonly lastSeq: number;
  readonly nextTicket: number;
  readonly outbox: readonly QueuedAct[];
  readonly holdWishes: readonly QueuedHold[];
  /** What the party shall do about stalls, while this member is host and has not said so yet. */
  readonly policyWish: StallPolicy | null;
  readonly featureOutbox: readonly QueuedFeatureAct[];
  /** What was kept of each feature since the replica began. */
  readonly features: FeatureLogs;
  readonly sending: Sending | null;
  /** The last own acts known to be in the log, so that one sent again by the page is not doubled. */
  readonly orderedActs: readonly ActId[];
  /** Acts that the relay has acknowledged and whose event has not been folded: the page is told with the event. */
  readonly acknowledgedActs: readonly ActId[];
  /** Acts made before this, or by a page that had not seen `joinedHead`, are judged by the offline rule. */
  readonly joinedAt: LocalMs;
  /** The log's head at the last (re)join. */
  readonly joinedHead: Lamport;
  /** When the newest of all own acts so far was made. */
  readonly newestActMadeAt: LocalMs;
  /** What this member wants to be called. */
  readonly name: string;
  /** The emoji that is their picture; null for none. */
  readonly avatar: string | null;
  /** The profile last brought into the log in this connection: it is not sent twice, whatever the fold made of it. */
  readonly profiled: Profile | null;
}

/** A catch-up with its bodies opened. */
export interface OpenedCatchUp {
  readonly reset: boolean;
  readonly roster: Roster;
  readonly events: readonly OpenedEvent[];
  readonly head: EventRef | null;
}

export type SessionInput =
  | { readonly kind: 'link-up' }
  | { readonly kind: 'link-down' }
  /** The relay's door refused the connection itself. */
  | { readonly kind: 'link-refused'; readonly reason: RejectReason }
  | {
      readonly kind: 'welcomed';
      readonly member: MemberId;
      readonly token: MemberToken;
      readonly lastSeq: number;
      readonly catchUp: OpenedCatchUp;
    }
  | { readonly kind: 'join-rejected'; readonly reason: RejectReason; readonly retryAfterMs: number | null }
  | { readonly kind: 'join-unanswered' }
  | { readonly kind: 'caught-up'; readonly catchUp: OpenedCatchUp }
  /** Refused or unanswered. */
  | { readonly kind: 'resume-failed'; readonly retryAfterMs: number | null }
  | { readonly kind: 'event'; readonly event: OpenedEvent }
  /** A probe's answer or a presence digest told the log's head. */
  | { readonly kind: 'head-seen'; readonly head: EventRef | null }
  /** `isSecond`: it was sent because another one was not answered. */
  | { readonly kind: 'probe-unanswered'; readonly isSecond: boolean }
  | {
      readonly kind: 'act';
      readonly act: PlaybackAct;
      readonly basis: EventRef | null;
      readonly ageMs: number;
    }
  | { readonly kind: 'hold-wish'; readonly wish: HoldWish }
  | { readonly kind: 'stall-policy'; readonly policy: StallPolicy }
  | ({ readonly kind: 'feature' } & Omit<QueuedFeatureAct, 'madeAt'>)
  | { readonly kind: 'sealed'; readonly ticket: number; readonly body: SealedBody }
  | { readonly kind: 'intent-ordered'; readonly ticket: number; readonly ref: EventRef }
  | {
      readonly kind: 'intent-rejected';
      readonly ticket: number;
      readonly reason: RejectReason;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'intent-unanswered'; readonly ticket: number }
  | ({ readonly kind: 'profile' } & Profile)
  | { readonly kind: 'tick' };

export type SessionEffect =
  | { readonly kind: 'join'; readonly request: Omit<Join, 'party'> }
  | { readonly kind: 'resume'; readonly from: EventRef | null }
  /** Ask a relay that did not answer a probe once more. */
  | { readonly kind: 'probe-again' }
  /** Drop the connection and make a new one. */
  | { readonly kind: 'reconnect'; readonly afterMs: number }
  | {
      readonly kind: 'seal';
      readonly ticket: number;
      readonly member: MemberId;
      readonly seq: number;
      readonly channel: string;
      readonly body: unknown;
    }
  | { readonly kind: 'send-intent'; readonly ticket: number; readonly intent: Intent }
  /** Send a `tick` then at the latest. */
  | { readonly kind: 'wake-after'; readonly delayMs: number }
  | { readonly kind: 'deliver-replica' }
  | { readonly kind: 'deliver-event'; readonly event: OpenedEvent }
  | { readonly kind: 'deliver-feature'; readonly news: FeatureNews }
  /** It will never be in the log. */
  | {
      readonly kind: 'refuse-feature';
      readonly feature: string;
      readonly id: ActId;
      readonly act: unknown;
      readonly reason: RejectReason | 'too-late';
    }
  | { readonly kind: 'settle'; readonly id: ActId; readonly outcome: ActOutcome }
  | { readonly kind: 'show-connection'; readonly connection: Connection }
  | { readonly kind: 'end'; readonly reason: RejectReason };

/** One step under way: `state` is replaced, never changed, and `effects` grows. Lives within a step only. */
export interface Turn {
  state: SessionState;
  readonly effects: SessionEffect[];
  readonly now: LocalMs;
}
