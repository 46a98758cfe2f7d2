// Sites change the address before the source: for a moment the film of the page before is still on, or for good, as a
// small picture beside a list. It says nothing of this page's, and is not what its person has come for.
import type { LocalMs } from '@sameframe/shared/time.ts';

/** A page that goes on with the same film under another address has its length as its own after so long, ms. */
const FORMER_LENGTH_MS = 10_000;
/** For those that change the address after the source, by less than this, ms. */
const SOURCE_BEFORE_PAGE_MS = 3_000;
/** What has just come and is further on than this has come back, as after an advert, s. */
const BEGINNING_S = 10;
/** A film's length is put right by less than this while it loads, s. */
const SAME_LENGTH_S = 1;
/** From one look to the next no playhead gets further than this by itself, s. */
const JUMP_S = 5;

interface Reading {
  /** The element's own; null while unknown, or endless. */
  readonly durationS: number | null;
  readonly ownS: number;
}

export interface FormerSource {
  /** Another page. */
  startAnew(at: LocalMs): void;
  /** Another element, unless it was let go with the very source that it has now. */
  attach(media: Pick<HTMLMediaElement, 'currentSrc'>, at: LocalMs): void;
  /** The element was emptied. */
  change(at: LocalMs): void;
  /** As of this look: how long this page's film is, s; null while that is unknown. */
  readLength(reading: Reading, at: LocalMs): number | null;
  /** As of the last look. */
  isOn(): boolean;
}

export function watchFormerSource(): FormerSource {
  let element: WeakRef<Pick<HTMLMediaElement, 'currentSrc'>> | null = null;
  let address = '';
  let count = 0;
  let changedAt = Number.NEGATIVE_INFINITY;
  let lengthS: number | null = null;
  let ownS = 0;
  let former: { readonly count: number; readonly isNext: boolean; readonly lengthUntil: number } | null =
    null;

  const change = (at: LocalMs) => {
    count += 1;
    changedAt = at;
    lengthS = null;
  };

  /**
   * Some players put their next film into the same source, or what their element tells of its sources is not to be heard.
   * Of another length but still where it was, it is not there yet.
   */
  const isAnother = (durationS: number, hasJumped: boolean) =>
    lengthS === null || (hasJumped && Math.abs(durationS - lengthS) >= SAME_LENGTH_S);

  const isSame = () => former?.count === count;

  return {
    startAnew(at) {
      const isBeginning = lengthS === null || ownS < BEGINNING_S;
      const isNext = at - changedAt <= SOURCE_BEFORE_PAGE_MS && isBeginning;
      former = { count, isNext, lengthUntil: at + FORMER_LENGTH_MS };
    },
    attach(media, at) {
      if (media === element?.deref() && media.currentSrc === address) return;
      element = new WeakRef(media);
      change(at);
    },
    change,
    readLength({ durationS, ownS: nowS }, at) {
      const hasJumped = nowS < BEGINNING_S || Math.abs(nowS - ownS) > JUMP_S;
      address = element?.deref()?.currentSrc ?? '';
      ownS = nowS;
      if (durationS !== null && isAnother(durationS, hasJumped)) {
        change(at);
        lengthS = durationS;
      }
      return isSame() && at < (former?.lengthUntil ?? 0) ? null : durationS;
    },
    isOn: () => isSame() && former?.isNext === false,
  };
}
