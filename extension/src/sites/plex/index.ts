// Plex web, from Plex or from anybody's own server: what is shown is named behind the `#`, by the server and its film, and
// so is the same wherever the app itself comes from. While it plays, the player names it: one thing follows another, and
// the address stays (platform facts, 8).
import type { SiteAdapter } from '../site.ts';

/** The app comes from the server itself, under any name. */
const OWN_PORT = '32400';
const ITEM = /^#!\/((?:server|provider)\/[^/?]+)\/details\?(?:[^#]*&)?key=([^&#]+)/;
/** Newer and older versions mark the same parts of the page by different attributes. */
const CONTROLS = ':is([data-testid="playerControlsContainer"], [data-qa-id="playerControlsContainer"])';
const TITLE = ':is([data-testid="metadataTitleLink"], [data-qa-id="metadataTitleLink"])[href]';

export const plex: SiteAdapter = {
  id: 'plex',
  name: 'Plex',
  matches({ hostname, port, pathname, hash }) {
    if (hostname === 'app.plex.tv') return true;
    const isNamed = port === OWN_PORT || /(^|\.)plex\./.test(hostname) || ITEM.test(hash);
    return isNamed && /\/web(\/|$)/.test(pathname);
  },
  canonicalUrl({ hash }) {
    const [, library, key = ''] = ITEM.exec(hash) ?? [];
    if (library === undefined) return null;
    // From Plex itself every member reaches the server, wherever they are.
    return `https://app.plex.tv/desktop/#!/${library}/details?key=${encodeURIComponent(decode(key))}`;
  },
  readAddress(document, location) {
    // Of an episode the series and the season are named, too, and before it.
    const href = [...document.querySelectorAll(`${CONTROLS} ${TITLE}`)].at(-1)?.getAttribute('href') ?? '';
    return ITEM.test(href) ? new URL(href, location) : null;
  },
};

function decode(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
