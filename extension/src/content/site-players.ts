// How the films of this frame's site are driven. What only one site needs is not in the content script: the background
// brings it, and until it is there no element is touched, as some players would be taken down by that.
import type { ContentToBackground } from '../messages/content-background.ts';
import { openPlainPlayer, type SitePlayer } from '../player/site-player.ts';
import type { OpenSitePlayer } from '../sites/page-world/register-player.ts';
import type { SiteAdapter } from '../sites/site.ts';

export interface SitePlayers {
  /** Whether an element may be driven already. */
  areThere(): boolean;
  open(media: HTMLMediaElement): SitePlayer;
  /** A new line is up: what has not come is asked for again. */
  repeat(): void;
}

export interface SitePlayersPorts {
  readonly site: SiteAdapter;
  readClock(): number;
  /** What the site's player.ts has registered; undefined before it is there. */
  readOpenPlayer(): OpenSitePlayer | undefined;
  ask(wanted: Extract<ContentToBackground, { kind: 'site-player' }>): void;
}

export function createSitePlayers({ site, readClock, readOpenPlayer, ask }: SitePlayersPorts): SitePlayers {
  const areThere = () => site.ownPlayer === undefined || readOpenPlayer() !== undefined;
  return {
    areThere,
    open: (media) =>
      readOpenPlayer()?.(media, readClock) ?? site.openPlayer?.(media) ?? openPlainPlayer(media),
    repeat() {
      if (areThere()) return;
      ask({ kind: 'site-player', site: site.id, hasPageWorld: site.ownPlayer === 'player-and-page-world' });
    },
  };
}
