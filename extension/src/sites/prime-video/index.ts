// Prime Video: trailers and preloads beside the film, an element that may count a bumper or one piece of the film, and a
// player that hangs after a seek to where it has no data. Found out by others (platform facts, 8), so an experiment.
import type { SiteAdapter } from '../site.ts';

export const FILM = '.dv-player-fullscreen, [id^="dv-web-player"]';
const STORES = /(^|\.)amazon\.(com|co\.uk|de|co\.jp)$/;

export const primeVideo: SiteAdapter = {
  id: 'prime-video',
  name: 'Prime Video',
  isExperimental: true,
  ownPlayer: 'player',
  matches: ({ hostname, pathname }) =>
    /(^|\.)primevideo\.com$/.test(hostname) || (STORES.test(hostname) && /\/(video|gp)\//.test(pathname)),
  canonicalUrl({ origin, hostname, pathname, search }) {
    // What led there stands behind it, and a region or a name before it.
    const film = /\/(?:detail|video|product)\/(?:[^/]+\/)*?([A-Z0-9]{10,})(?:\/|$)/.exec(pathname)?.[1];
    if (film !== undefined) return `${origin}${STORES.test(hostname) ? '/gp/video' : ''}/detail/${film}`;
    // As it is shared from its app.
    const shared = /[?&](gti=[\w.-]+)/.exec(search)?.[1];
    return shared === undefined ? null : `${origin}${pathname}?${shared}`;
  },
  weigh: (media) => (media.closest(FILM) === null ? 0.1 : 1),
};
