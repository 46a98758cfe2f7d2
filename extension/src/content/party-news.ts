// Tells the person what others in the party have done, and why a waiting is over.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import { effectiveTimeline } from '../engine/desired.ts';
import type { EngineState } from '../engine/state.ts';
import type { Happening } from '../overlay/words.ts';
import { tellEvent, tellWaitingEnd } from './happenings.ts';

export interface PartyNewsPorts {
  state(): EngineState;
  feed(input: { readonly kind: 'event'; readonly event: OpenedEvent }): void;
  tell(happening: Happening): void;
}

export interface PartyNews {
  /** Hands it to the engine and tells what it was. */
  takeEvent(event: OpenedEvent): void;
  /** Whom the party waits for as of now. */
  noteWaiting(members: readonly MemberId[]): void;
}

export function createPartyNews({ state, feed, tell }: PartyNewsPorts): PartyNews {
  let waitedFor: readonly MemberId[] = [];
  let eventUnderWay: OpenedEvent | null = null;
  return {
    takeEvent(event) {
      const { replica, self } = state();
      const happenings = tellEvent(event, replica, self);
      eventUnderWay = event;
      feed({ kind: 'event', event });
      eventUnderWay = null;
      for (const happening of happenings) tell(happening);
    },
    noteWaiting(members) {
      const ended = members.length === 0 ? waitedFor : [];
      waitedFor = members;
      if (ended.length === 0) return;
      // An own act takes effect before it is ordered: whoever made it knows.
      for (const happening of tellWaitingEnd(ended, effectiveTimeline(state()), eventUnderWay))
        tell(happening);
    },
  };
}
