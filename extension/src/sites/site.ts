// What Sameframe must know of a site beyond a plain <video>. One folder and one line in index.ts each. What every page has
// to load is in its index.ts; a site that is driven in a way of its own has a player.ts, which only its pages load, and
// one whose player is to be asked in the page's own world a page-world.ts beside it (see page-world/).
import type { SitePlayer } from '../player/site-player.ts';

export interface SiteAdapter {
  /** Its folder's name. */
  readonly id: string;
  /** What people call the site; null for sites that nobody has prepared. */
  readonly name: string | null;
  /** Known from what others have written about it, and too shaky to promise: people are told so. */
  readonly isExperimental?: true;
  /** How its film is driven is in its player.ts; with a page-world.ts where it is to be asked in the page's own world. */
  readonly ownPlayer?: 'player' | 'player-and-page-world';
  matches(location: URL): boolean;
  /**
   * Canonical address of what a page shows: the same for two people who watch the same (SPEC MK). Null for a page whose
   * address the site's folder does not know: what it has then may be all that tells it apart.
   */
  canonicalUrl(location: URL): string | null;
  /**
   * The page's own address does not always tell what plays (an app that has one address for whatever is playing): what
   * would lead there, as the page shows it; null to go by its own address.
   */
  readAddress?(document: Document, location: URL): URL | null;
  /** How much an element counts beside others, 0 to 1: previews and trailers that the site starts by itself. */
  weigh?(media: HTMLMediaElement): number;
  /** How the film is read where the element alone does not do, and where that is too little for a player.ts. */
  openPlayer?(media: HTMLMediaElement, readClock: () => number): SitePlayer;
}
