// Tells the person what has been done in the party, what has become of their own acts, and why a waiting is over; takes
// the party back from where it jumped to.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { effectiveTimeline } from '../engine/desired.ts';
import type { EngineInput } from '../engine/observation.ts';
import type { EngineState } from '../engine/state.ts';
import type { BackgroundToContent } from '../messages/content-background.ts';
import type { Happening } from '../overlay/words.ts';
import { tellEvent, tellWaitingEnd } from './happenings.ts';
import { type Jump, jumpAfter, mayJump } from './undo.ts';

export interface PartyNewsPorts {
  state(): EngineState;
  feed(input: Extract<EngineInput, { kind: 'event' | 'settled' }>): void;
  /** `canUndo`: with a button that takes it back. */
  tell(happening: Happening, options?: { readonly canUndo: boolean }): void;
  /** Takes that button away. */
  endUndo(): void;
  jump(position: MediaSeconds): void;
}

export interface PartyNews {
  /** Hands it to the engine and tells what it was. */
  takeEvent(event: OpenedEvent): void;
  /** What has become of an own act. */
  takeSettled(word: Extract<BackgroundToContent, { kind: 'settled' }>): void;
  /** What was before another replica is not known. */
  startAnew(): void;
  /** Takes everyone back to where the party was before it jumped. */
  undoJump(): void;
  /** Whom the party waits for as of now. */
  noteWaiting(members: readonly MemberId[]): void;
}

export function createPartyNews({ state, feed, tell, endUndo, jump }: PartyNewsPorts): PartyNews {
  let waitedFor: readonly MemberId[] = [];
  let eventUnderWay: OpenedEvent | null = null;
  let lastJump: Jump | null = null;

  const forgetJump = () => {
    lastJump = null;
    endUndo();
  };

  return {
    takeEvent(event) {
      const { replica, self } = state();
      const happenings = tellEvent(event, replica, self);
      const former = lastJump;
      lastJump = jumpAfter(former, event, replica);
      eventUnderWay = event;
      feed({ kind: 'event', event });
      eventUnderWay = null;
      const after = state().replica;
      const canUndo = lastJump !== null && self !== null && after !== null && mayJump(after, self);
      if (!canUndo) endUndo();
      for (const happening of happenings) tell(happening, { canUndo: canUndo && lastJump !== former });
    },
    takeSettled({ id, outcome }) {
      if (outcome.kind === 'overtaken') tell({ kind: 'act-overtaken' });
      if (outcome.kind === 'refused') {
        tell({ kind: outcome.reason === 'not-allowed' ? 'act-not-allowed' : 'act-refused' });
      }
      feed({ kind: 'settled', id, wasOrdered: outcome.kind === 'ordered' });
    },
    startAnew: forgetJump,
    undoJump() {
      if (lastJump !== null) jump(lastJump.backTo);
      forgetJump();
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
