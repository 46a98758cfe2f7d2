// A page's part in the party and its person going on to other pages together: carries out the person's standing wish to
// bring everyone along, once the next film shows what it does, as the party then does the same. How the page stands to the
// party's is the background's to say.
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { ElementId } from '../engine/observation.ts';
import type { EngineState, VideoState } from '../engine/state.ts';
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
}

const HAVE_CURRENT_DATA = 2;
/** A film that does not begin by itself within this is meant to be begun by hand, ms. */
const BEGINS_WITHIN_MS = 2_500;
/** Most sites change the address before the source; for those that do it after that, by less than this, ms. */
const SOURCE_BEFORE_PAGE_MS = 3_000;

export function createGoingAlong(options: GoingAlongOptions): GoingAlong {
  let bring: Bring = null;
  let readySince: LocalMs | null = null;
  let isDone = false;
  /** When the page became this one, and what its element was then. */
  let movedAt: LocalMs | null = null;
  let formerElement: ElementId | null = null;

  const noteMove = (state: EngineState) => {
    if (state.movedAt === movedAt) return;
    movedAt = state.movedAt;
    formerElement = state.video?.facts.element ?? null;
  };

  /** It goes on under the new address, until its successor has come, or for good as a small picture beside a list. */
  const isFormer = ({ facts, history }: VideoState) => {
    if (movedAt === null || facts.element !== formerElement) return false;
    const { sourceChangedAt } = history;
    return sourceChangedAt === null || sourceChangedAt < movedAt - SOURCE_BEFORE_PAGE_MS;
  };

  const tendBringing = ({ video, isInAd }: EngineState, leadMs: number | null) => {
    // An advert that it begins with is nothing to bring anybody to.
    const isThere = video !== null && !isInAd && !isFormer(video);
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
      noteMove(state);
      if (bring === null) readySince = null;
      else if (!isDone) tendBringing(state, bring.leadMs);
    },
  };
}
