// Tells the background what may take this page elsewhere next, or has: a person's hand, the film's end, the browser's
// history. What comes of it is not known here.
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { EngineState } from '../engine/state.ts';
import type { Moment } from '../messages/content-background.ts';
import { isPartyFilmOver } from './film-end.ts';

export interface Moments {
  /** A press or a key in the page. */
  noteHand(): void;
  /** To be called with every line to the background, before it hears what this page is. */
  repeat(): void;
  /** To be called after every step of the engine, in the frame that drives. */
  tend(state: EngineState): void;
}

export interface MomentsOptions {
  readonly window: Window;
  readClock(): LocalMs;
  tell(what: Moment): void;
  readonly signal: AbortSignal;
}

/** Of someone who types, one hand in this time is enough, ms. */
const HAND_AGAIN_MS = 1_000;

export function watchMoments({ window, readClock, tell, signal }: MomentsOptions): Moments {
  let handAt = Number.NEGATIVE_INFINITY;
  let wasAtEnd = false;
  const [entry] = window.performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  let isBack = entry?.type === 'back_forward';

  // Kept by the browser, a document that was left lives on when it is come back to, with a line of its own.
  window.addEventListener('pagehide', () => (isBack = true), { signal });
  window.addEventListener(
    'popstate',
    // A new fragment is told of too, whoever has set it, and has no state yet.
    ({ state }) => state !== null && tell('back'),
    { capture: true, signal },
  );

  return {
    noteHand() {
      const now = readClock();
      if (now - handAt < HAND_AGAIN_MS) return;
      handAt = now;
      tell('hand');
    },
    repeat() {
      if (isBack) tell('back');
      isBack = false;
    },
    tend(state) {
      // Only the party's film has an end that leads on to the next.
      const isNowAtEnd = isPartyFilmOver(state, readClock());
      if (isNowAtEnd && !wasAtEnd) tell('end');
      wasAtEnd = isNowAtEnd;
    },
  };
}
