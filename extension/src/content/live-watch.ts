// Whether an element shows a live stream, and which second of the party's clock each of its seconds is. Keeps what the
// looks of live-edge.ts come to.
import { type Growth, hasGrown, type LiveEdge, noteEdge, noteGrowth } from '../player/live-edge.ts';
import type { LiveWindow } from '../player/live-window.ts';
import type { SitePlayer } from '../player/site-player.ts';

export interface LiveLook {
  readonly window: LiveWindow;
  /** Own seconds − the party's clock, s. */
  readonly leadS: number;
}

export interface LiveWatch {
  /** Null for a film. */
  look(): LiveLook | null;
  /** Another source in the element: how far it goes says nothing of how far the last one went. */
  changeSource(): void;
  startAnew(): void;
}

/** `readPartyS`: the party's clock as far as it is known, s. */
export function watchForLive(player: SitePlayer, readPartyS: () => number): LiveWatch {
  let growth: Growth | null = null;
  let edge: LiveEdge | null = null;
  return {
    look() {
      const window = player.readWindow();
      if (window === null) return null;
      const { duration } = player.video;
      if (Number.isFinite(duration)) growth = noteGrowth(growth, duration);
      const isLive = duration === Number.POSITIVE_INFINITY || (growth !== null && hasGrown(growth));
      if (!isLive) return null;
      edge = noteEdge(edge, window, readPartyS());
      return { window, leadS: edge.leadS };
    },
    changeSource() {
      growth = null;
    },
    startAnew() {
      growth = null;
      edge = null;
    },
  };
}
