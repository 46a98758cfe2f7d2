// Netflix: an element whose playhead is written to takes the player down (M7375, F7375 in Firefox), and previews have
// players of their own. Seeks go through the page's player; everything else is the element's (platform facts, 8).
import type { SiteAdapter } from '../site.ts';

export const netflix: SiteAdapter = {
  id: 'netflix',
  name: 'Netflix',
  ownPlayer: 'player-and-page-world',
  matches: ({ hostname }) => /(^|\.)netflix\.com$/.test(hostname),
  canonicalUrl(location) {
    // A language before it, and what led there after it, do not say what is shown.
    const film = /\/watch\/(\d+)/.exec(location.pathname)?.[1];
    return film === undefined ? null : `https://www.netflix.com/watch/${film}`;
  },
};
