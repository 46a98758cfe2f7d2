// YouTube: adverts play in the film's own element, one element serves one address after the other, and hovering starts
// previews. Its element may be sought like any other (platform facts, 8).
import { watchMarks } from '../../player/patience.ts';
import { openPlainPlayer } from '../../player/site-player.ts';
import type { SiteAdapter } from '../site.ts';

const HOSTS = /(^|\.)(youtube\.com|youtube-nocookie\.com|youtu\.be)$/;
/** Where an address names its video in the path; `live_stream` and `videoseries` stand there for what is none. */
const NAMED_IN_PATH = /^\/(?:shorts|live|embed|v|e)\/(?!live_stream|videoseries)([\w-]{6,})/;
/** What says which page it is, where it is no video's: a playlist, a search. */
const TELLING = /[?&]((?:list|search_query|channel)=[^&]+)/;
const PLAYER = '.html5-video-player';
const AD = `${PLAYER}.ad-showing, ${PLAYER}.ad-interrupting`;
/** Over a list of videos, and on the page of a channel: started by the site, for a look. */
const PREVIEW = 'ytd-video-preview, #inline-preview-player, #c4-player';
const PREVIEW_WEIGHT = 0.02;

export const youtube: SiteAdapter = {
  id: 'youtube',
  name: 'YouTube',
  matches: ({ hostname }) => HOSTS.test(hostname),
  canonicalUrl(location) {
    const video = videoOf(location);
    if (video !== null) return `https://www.youtube.com/watch?v=${video}`;
    const telling = TELLING.exec(location.search)?.[1];
    return telling === undefined ? null : `https://www.youtube.com${location.pathname}?${telling}`;
  },
  weigh: (media) => (media.closest(PREVIEW) === null ? 1 : PREVIEW_WEIGHT),
  openPlayer: (media, readClock) => ({
    ...openPlainPlayer(media),
    isInAd: () => media.closest(AD) !== null,
    // Where its player is another one, adverts are no longer known by it.
    condition: watchMarks(media, readClock, () => media.closest(PLAYER) !== null),
  }),
};

function videoOf({ hostname, pathname, searchParams }: URL): string | null {
  if (/(^|\.)youtu\.be$/.test(hostname)) return /^\/([\w-]{6,})/.exec(pathname)?.[1] ?? null;
  const named = NAMED_IN_PATH.exec(pathname)?.[1];
  if (named !== undefined) return named;
  const asked = pathname === '/watch' ? searchParams.get('v') : null;
  return asked !== null && /^[\w-]{6,}$/.test(asked) ? asked : null;
}
