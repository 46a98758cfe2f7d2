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

/** Programme time (seconds since 1970) − the element's own seconds, s; null where nothing tells that is to be believed. */
export type ReadProgramme = (media: HTMLMediaElement) => number | null;

/** What the background has put into the extension's own world of the frame so far. */
export interface SiteParts {
  readonly sameframeOpenPlayer?: OpenSitePlayer | undefined;
  readonly sameframeReadProgramme?: ReadProgramme | undefined;
}

declare global {
  /** Set in the extension's own world of the frame once the site's player.ts is there. */
  var sameframeOpenPlayer: OpenSitePlayer | undefined;
  /** Set there where a live stream was found, as what is said of programme time was asked for. */
  var sameframeReadProgramme: ReadProgramme | undefined;
}

export function registerPlayer(open: (media: HTMLMediaElement, tools: SiteTools) => SitePlayer): void {
  const page = openPageLink(document);
  globalThis.sameframeOpenPlayer = (media, readClock) => open(media, { page, readClock });
}
