// Jellyfin web, from anybody's own server: what is shown is named behind the `#`; while it plays the address is the same
// for every film, and the player's own buttons name it (jellyfin-web, controllers/playback/video). A film that the server
// converts, where that is not by HLS, begins anew with each seek.
import type { SiteAdapter } from '../site.ts';

const OWN_PORT = '8096';
const ITEM = /^(#!?\/)details(?:\.html)?\?(?:[^#]*&)?id=([0-9a-f-]{32,36})/i;
const PLAYING = /^(#!?\/)video/;

export const jellyfin: SiteAdapter = {
  id: 'jellyfin',
  name: 'Jellyfin',
  ownPlayer: 'player-and-page-world',
  matches({ hostname, port, pathname, hash }) {
    const isNamed = /^#!?\//.test(hash) || port === OWN_PORT || /(^|\.)jellyfin\./.test(hostname);
    return isNamed && /\/web\/(index\.html)?$/.test(pathname);
  },
  canonicalUrl({ origin, pathname, hash }) {
    const [, route, item] = ITEM.exec(hash) ?? [];
    if (item === undefined) return null;
    return `${origin}${pathname.replace(/index\.html$/, '')}${route}details?id=${asPlainId(item)}`;
  },
  readAddress(document, location) {
    const route = PLAYING.exec(location.hash)?.[1];
    if (route === undefined) return null;
    const item = document.querySelector('#videoOsdPage .btnUserRating[data-id]')?.getAttribute('data-id');
    return item == null ? null : new URL(`${route}details?id=${item}`, location);
  },
};

/** With dashes or without, it is the same. */
function asPlainId(item: string): string {
  return item.replaceAll('-', '').toLowerCase();
}
