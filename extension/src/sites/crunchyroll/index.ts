// Crunchyroll: the player is in the page itself (Bitmovin, since March 2026) or, as before, in a frame of
// static.crunchyroll.com. Both elements take everything as any other does; only the address is the site's own
// (platform facts, 8).
import type { SiteAdapter } from '../site.ts';

export const crunchyroll: SiteAdapter = {
  id: 'crunchyroll',
  name: 'Crunchyroll',
  matches: ({ hostname }) => /(^|\.)crunchyroll\.com$/.test(hostname),
  canonicalUrl({ pathname }) {
    // The language before it and the title after it are each visitor's own.
    const [, kind = '', id] =
      /^\/(?:[a-z]{2}(?:-[a-z0-9]+)?\/)?watch\/((?:musicvideo|concert)\/)?([A-Z0-9]+)/i.exec(pathname) ?? [];
    return id === undefined ? null : `https://www.crunchyroll.com/watch/${kind}${id.toUpperCase()}`;
  },
};
