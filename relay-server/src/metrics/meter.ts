// What the relay counts while it works. Knows no parties, members or addresses: nothing of them can get out here.
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';

export interface Meter {
  /** An intent was ordered and kept, or refused, in this time. */
  appendTook(ms: number): void;
  /** An event came into being here: an act, or what the relay has to tell. */
  eventOrdered(): void;
  /** An event was handed to this relay's connections, this long after it was stamped. */
  eventSent(lagMs: number): void;
  presenceSent(): void;
  rejected(reason: RejectReason): void;
  slowReadersCut(count: number): void;
}

/** What is looked at when somebody asks, and costs nothing until then. */
export interface Gauges {
  readonly sockets: () => number;
  readonly load: () => { readonly parties: number; readonly members: number };
  readonly isReady: () => boolean;
}

const nothing = () => undefined;

/** For a relay whose figures nobody reads. */
export const SILENT_METER: Meter = {
  appendTook: nothing,
  eventOrdered: nothing,
  eventSent: nothing,
  presenceSent: nothing,
  rejected: nothing,
  slowReadersCut: nothing,
};
