// How the films of this frame's site are driven. What only one site needs is not in the content script: the background
// brings it, and until it is there no element is touched, as some players would be taken down by that.
import type { ContentToBackground } from '../messages/content-background.ts';
import { openPlainPlayer, type SitePlayer } from '../player/site-player.ts';
import type { ReadProgramme, SiteParts } from '../sites/page-world/register-player.ts';
import type { SiteAdapter } from '../sites/site.ts';

export interface SitePlayers {
  /** Whether an element may be driven already. */
  areThere(): boolean;
  openPlayer(media: HTMLMediaElement): SitePlayer;
  /** Null until what asks the page has come, which it does only where something is live. */
  readonly readProgramme: ReadProgramme;
  /** What has not come is asked for again. */
  repeat(): void;
}

export interface SitePlayersPorts {
  readonly site: SiteAdapter;
  readClock(): number;
  readSiteParts(): SiteParts;
  /** The element shows a live stream. */
  isLive(): boolean;
  ask(wanted: Extract<ContentToBackground, { kind: 'site-player' }>): void;
}

export function createSitePlayers(ports: SitePlayersPorts): SitePlayers {
  const { site, readClock, readSiteParts, isLive, ask } = ports;
  const areThere = () => site.ownPlayer === undefined || readSiteParts().sameframeOpenPlayer !== undefined;
  return {
    areThere,
    openPlayer: (media) =>
      readSiteParts().sameframeOpenPlayer?.(media, readClock) ??
      site.openPlayer?.(media, readClock) ??
      openPlainPlayer(media),
    readProgramme: (media) => readSiteParts().sameframeReadProgramme?.(media) ?? null,
    repeat() {
      if (!areThere()) {
        ask({ kind: 'site-player', site: site.id, hasPageWorld: site.ownPlayer === 'player-and-page-world' });
      } else if (isLive() && readSiteParts().sameframeReadProgramme === undefined) {
        ask({ kind: 'site-player', site: 'generic', hasPageWorld: true });
      }
    },
  };
}
