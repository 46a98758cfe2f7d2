// One member of a test's world: the background with its session, the page that repeats what was not settled, and the
// lines to the relay.
import type { MemberToken } from '@sameframe/shared/ids.ts';
import type { ActId, PlaybackAct } from '@sameframe/shared/playback.ts';
import type { EventRef } from '@sameframe/shared/protocol/envelope.ts';
import type { ActOutcome } from '../../messages/content-background.ts';
import { createSession } from '../party-session.ts';
import type { SessionEffect, SessionInput, SessionState } from '../session-state.ts';

export type ToRelay = Extract<SessionEffect, { kind: 'join' | 'resume' | 'send-intent' }>;

export interface Connection {
  readonly id: number;
  readonly up: ToRelay[];
  readonly down: SessionInput[];
}

export interface UnsettledAct {
  readonly act: PlaybackAct;
  readonly basis: EventRef | null;
  readonly madeAt: number;
}

/** One member: the background with its session, and the page that repeats an act until it is settled. */
export interface WorldMember {
  session: SessionState;
  /** What the last write to storage had. */
  saved: SessionState;
  connection: Connection | null;
  /** Relay's ends of connections that the member has given up already. */
  readonly zombies: Connection[];
  /** The worker died and the page has not reached the new one yet. */
  isPageCutOff: boolean;
  readonly unsettled: Map<ActId, UnsettledAct>;
  readonly outcomes: Map<ActId, ActOutcome[]>;
  /** Acts in the order in which the person made them. */
  readonly made: ActId[];
  readonly delivered: number[];
  /** What its person has said on a feature's channel, in that order. */
  readonly said: ActId[];
  /** Of that what the page has not seen in order yet; it repeats what is kept. */
  readonly unheard: Map<ActId, Saying>;
  readonly refused: ActId[];
}

export type Saying = Omit<Extract<SessionInput, { kind: 'feature' }>, 'kind'>;

export function createWorldMember(index: number): WorldMember {
  const session = createSession({
    mode: 'join',
    name: `name ${index}`,
    token: `own-${index}` as MemberToken,
  });
  return {
    session,
    saved: session,
    connection: null,
    zombies: [],
    isPageCutOff: false,
    unsettled: new Map(),
    outcomes: new Map(),
    made: [],
    delivered: [],
    said: [],
    unheard: new Map(),
    refused: [],
  };
}
