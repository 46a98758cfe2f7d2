// Hulu: several elements, adverts in the film's time, and a player that fetches only for its own timeline. Little is
// known of it (platform facts, 8), so it is an experiment.
import type { SiteAdapter } from '../site.ts';

const FILM = 'video#content-video-player';

export const hulu: SiteAdapter = {
  id: 'hulu',
  name: 'Hulu',
  isExperimental: true,
  ownPlayer: 'player',
  matches: ({ hostname }) => /(^|\.)hulu\.com$/.test(hostname),
  canonicalUrl({ pathname }) {
    const film = /^\/watch\/([\w-]+)/.exec(pathname)?.[1];
    return film === undefined ? null : `https://www.hulu.com/watch/${film}`;
  },
  weigh: (media) => (media.matches(FILM) ? 1 : 0.1),
};
