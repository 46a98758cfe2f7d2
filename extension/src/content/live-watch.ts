// Whether an element shows a live stream, and which second of the party's clock, and of the programme's, each of its seconds
// is. Keeps what the looks of live-edge.ts come to.
import { type Growth, hasGrown, type LiveEdge, noteEdge, noteGrowth } from '../player/live-edge.ts';
import type { LiveWindow } from '../player/live-window.ts';
import type { SitePlayer } from '../player/site-player.ts';

export interface LiveLook {
  /** Null where nothing tells of any moment of the stream when it was. */
  readonly window: LiveWindow | null;
  /** Own seconds − the party's clock, s. */
  readonly leadS: number;
  /** Programme time, in seconds since 1970, − own seconds; null where nothing tells. */
  readonly programmeS: number | null;
}

export interface LiveClocks {
  /** The party's clock as far as it is known, s. */
  readPartyS(): number;
  /** What is to be believed of what the page's player says: programme time − own seconds, s. */
  readProgrammeS(): number | null;
}

export interface LiveWatch {
  /** Null for a film. */
  look(): LiveLook | null;
  /** Another source in the element: how far it goes says nothing of how far the last one went. */
  changeSource(): void;
  startAnew(): void;
}

export function watchForLive(player: SitePlayer, { readPartyS, readProgrammeS }: LiveClocks): LiveWatch {
  let growth: Growth | null = null;
  let edge: LiveEdge | null = null;
  return {
    look() {
      const window = player.readWindow();
      if (window === null) return null;
      if (window === 'unknown') return { window: null, leadS: 0, programmeS: null };
      const { duration } = player.video;
      if (Number.isFinite(duration)) growth = noteGrowth(growth, duration);
      const isLive = duration === Number.POSITIVE_INFINITY || (growth !== null && hasGrown(growth));
      if (!isLive) return null;
      edge = noteEdge(edge, window, readPartyS());
      return { window, leadS: edge.leadS, programmeS: readProgrammeS() };
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
