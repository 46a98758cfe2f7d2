// Sites change the address before the source: for a moment the film of the page before is still on, and says nothing of
// this page's.
import type { LocalMs } from '@sameframe/shared/time.ts';

/** A page that goes on with the same film under another address has it as its own after so long, ms. */
const FORMER_SOURCE_MS = 10_000;

interface Source {
  /** Which one in its element, counted. */
  readonly count: number;
  readonly durationS: number | null;
}

export interface FormerSource {
  /** Another page. */
  startAnew(): void;
  /** As of this look: how long this page's film is, s; null while that is unknown. */
  readLength(source: Source, at: LocalMs): number | null;
}

export function watchFormerSource(): FormerSource {
  let isPageNew = false;
  let former: (Source & { readonly until: LocalMs }) | null = null;
  return {
    startAnew() {
      isPageNew = true;
    },
    readLength(source, at) {
      if (isPageNew) former = { ...source, until: (at + FORMER_SOURCE_MS) as LocalMs };
      isPageNew = false;
      const isSame = former?.count === source.count && former.durationS === source.durationS;
      return isSame && at < (former?.until ?? 0) ? null : source.durationS;
    },
  };
}
