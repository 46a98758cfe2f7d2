// A page's part in the party and its person going on to other pages together: carries out the person's standing wish to
// bring everyone along, once the next film shows what it does, as the party then does the same. How the page stands to the
// party's is the background's to say.
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { EngineState } from '../engine/state.ts';
import type { BackgroundToContent } from '../messages/content-background.ts';

type Bring = Extract<BackgroundToContent, { kind: 'apart' }>['bring'];

export interface GoingAlong {
  note(wish: Bring): void;
  /** To be called after every step of the engine, in the frame that drives. */
  tend(state: EngineState): void;
}

export interface GoingAlongOptions {
  readClock(): LocalMs;
  bringAlong(leadMs: number | null): void;
  /** The film of the page before is still on, until its successor has come. */
  isFormerOn(): boolean;
}

const HAVE_CURRENT_DATA = 2;
/** A film that does not begin by itself within this is meant to be begun by hand, ms. */
const BEGINS_WITHIN_MS = 2_500;

export function createGoingAlong(options: GoingAlongOptions): GoingAlong {
  let bring: Bring = null;
  let readySince: LocalMs | null = null;
  let isDone = false;

  const tendBringing = ({ video, isInAd }: EngineState, leadMs: number | null) => {
    // An advert that it begins with is nothing to bring anybody to, and so is what goes on under the new address.
    const isThere = video !== null && !isInAd && !options.isFormerOn();
    if (!isThere || video.facts.readyState < HAVE_CURRENT_DATA) {
      readySince = null;
      return;
    }
    const { paused, seeking } = video.facts;
    const now = options.readClock();
    readySince ??= now;
    if ((paused || seeking) && now - readySince < BEGINS_WITHIN_MS) return;
    isDone = true;
    // What stands still is to be begun by hand: together is only what goes on by itself.
    options.bringAlong(paused ? null : leadMs);
  };

  return {
    note(wish) {
      bring = wish;
      if (wish === null) isDone = false;
    },
    tend(state) {
      if (bring === null) readySince = null;
      else if (!isDone) tendBringing(state, bring.leadMs);
    },
  };
}
