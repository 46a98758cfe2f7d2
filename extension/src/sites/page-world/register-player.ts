// What a site's player.ts calls: from then on the content script of the same frame drives its films so.
import type { SitePlayer } from '../../player/site-player.ts';
import { openPageLink, type PageLink } from './page-link.ts';

export interface SiteTools {
  /** Leads to the site's page-world.ts. */
  readonly page: PageLink;
  /** Milliseconds that only go forward. */
  readClock(): number;
}

export type OpenSitePlayer = (media: HTMLMediaElement, readClock: SiteTools['readClock']) => SitePlayer;

declare global {
  /** Set in the extension's own world of the frame once the site's player.ts is there. */
  var sameframeOpenPlayer: OpenSitePlayer | undefined;
}

export function registerPlayer(open: (media: HTMLMediaElement, tools: SiteTools) => SitePlayer): void {
  const page = openPageLink(document);
  globalThis.sameframeOpenPlayer = (media, readClock) => open(media, { page, readClock });
}
