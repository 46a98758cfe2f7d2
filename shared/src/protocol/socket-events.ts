// Socket.IO's typed event maps. Payloads are `unknown` on the receiving side until they are parsed.
import type { Intent, OrderedEvent } from './envelope.ts';
import type { Govern } from './rules.ts';
import type {
  Closing,
  GovernReply,
  IntentReply,
  JoinReply,
  Knocks,
  LeaveReply,
  PresenceDigest,
  ProbeReply,
  ResumeReply,
} from './to-member.ts';
import type { Join, PresenceReport, Resume } from './to-relay.ts';

/** Each request is answered by its acknowledgement; `presence` is volatile and never answered. */
export interface ToRelayEvents {
  join: (request: Join, reply: (answer: JoinReply) => void) => void;
  resume: (request: Resume, reply: (answer: ResumeReply) => void) => void;
  leave: (reply: (answer: LeaveReply) => void) => void;
  intent: (intent: Intent, reply: (answer: IntentReply) => void) => void;
  govern: (wish: Govern, reply: (answer: GovernReply) => void) => void;
  probe: (reply: (answer: ProbeReply) => void) => void;
  presence: (report: PresenceReport) => void;
}

export interface ToMemberEvents {
  event: (event: OrderedEvent) => void;
  presence: (digest: PresenceDigest) => void;
  knocks: (knocks: Knocks) => void;
  closing: (closing: Closing) => void;
}
