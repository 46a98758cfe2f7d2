// Disney+: its element is loaded anew for each seek, with other seconds, and takes no orders; its player is a property of
// the <disney-web-player> around it. Found out by others (platform facts, 8), so it is an experiment.
import type { SiteAdapter } from '../site.ts';

export const disneyPlus: SiteAdapter = {
  id: 'disney-plus',
  name: 'Disney+',
  isExperimental: true,
  ownPlayer: 'player-and-page-world',
  matches: ({ hostname }) => /(^|\.)disneyplus\.com$/.test(hostname),
  canonicalUrl({ pathname }) {
    // A language before it does not say what is shown; older addresses have /video/.
    const film = /\/(?:play|video)\/([\w-]+)/.exec(pathname)?.[1];
    return film === undefined ? null : `https://www.disneyplus.com/play/${film}`;
  },
  weigh: (media) => ((media.closest('disney-web-player') ?? hostOf(media)) ? 1 : 0.1),
};

function hostOf(media: HTMLMediaElement): Element | null {
  const root = media.getRootNode();
  return root instanceof ShadowRoot ? root.host.closest('disney-web-player') : null;
}
