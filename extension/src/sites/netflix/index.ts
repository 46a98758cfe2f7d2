// Netflix: an element whose playhead is written to takes the player down (M7375, F7375 in Firefox), and previews have
// players of their own. Seeks go through the page's player; everything else is the element's (platform facts, 8).
import { openPageVideo } from '../page-world/page-video.ts';
import type { SiteAdapter } from '../site.ts';

/** Seeks that close to where it stands have taken the player down, too (asbplayer #631). */
const SMALLEST_SEEK_S = 0.1;

export const netflix: SiteAdapter = {
  id: 'netflix',
  name: 'Netflix',
  hasPageWorld: true,
  matches: ({ hostname }) => /(^|\.)netflix\.com$/.test(hostname),
  canonicalUrl(location) {
    // A language before it, and what led there after it, do not say what is shown.
    const film = /\/watch\/(\d+)/.exec(location.pathname)?.[1];
    return film === undefined
      ? `https://www.netflix.com${location.pathname}`
      : `https://www.netflix.com/watch/${film}`;
  },
  openPlayer: (media, tools) =>
    openPageVideo(media, tools, {
      through: { time: true, seek: true, playPause: false },
      maySeekElement: false,
      smallestSeekS: SMALLEST_SEEK_S,
    }),
};
