// Vimeo: one film has an address of its own, others within channels, groups and showcases, and its player's, which pages
// have in a frame of another origin. The player's element takes everything as any other does (platform facts, 8).
import type { SiteAdapter } from '../site.ts';

/** The film's number, and what an unlisted one cannot be opened without. */
const FILM =
  /^\/(?:video\/|(?:channels|ondemand)\/[^/]+\/|(?:groups|album|showcase)\/[^/]+\/videos?\/)?(\d+)(?:\/([0-9a-f]{6,}))?\/?$/;
const SECRET = /[?&]h=([0-9a-f]{6,})/;

export const vimeo: SiteAdapter = {
  id: 'vimeo',
  name: 'Vimeo',
  matches: ({ hostname }) => /(^|\.)vimeo\.com$/.test(hostname),
  canonicalUrl({ pathname, search }) {
    const [, film, secret = SECRET.exec(search)?.[1]] = FILM.exec(pathname) ?? [];
    if (film === undefined) return null;
    return secret === undefined ? `https://vimeo.com/${film}` : `https://vimeo.com/${film}/${secret}`;
  },
};
