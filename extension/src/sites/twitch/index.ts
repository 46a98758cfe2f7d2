// Twitch: what is on now under a channel's name, recordings and clips under numbers and words of their own, each under
// several addresses; all of it also in frames of player.twitch.tv. Its elements are driven in player.ts.
import type { SiteAdapter } from '../site.ts';

const RECORDING = /^\/(?:videos|\w+\/v(?:ideo)?)\/v?(\d+)/;
const CLIP = /^\/\w+\/clip\/([\w-]+)/;
/** A moderator's own view shows what everybody sees, too. */
const CHANNEL = /^\/(?:moderator\/)?(\w+)\/?$/;
/** On the front page, for a look. */
const PREVIEW = '[data-a-target="front-page-carousel"]';
const PREVIEW_WEIGHT = 0.02;

export const twitch: SiteAdapter = {
  id: 'twitch',
  name: 'Twitch',
  ownPlayer: 'player',
  matches: ({ hostname }) => /(^|\.)twitch\.tv$/.test(hostname),
  canonicalUrl(location) {
    const recording = recordingOf(location);
    if (recording !== undefined) return `https://www.twitch.tv/videos/${recording}`;
    const clip = clipOf(location);
    if (clip !== undefined) return `https://clips.twitch.tv/${clip}`;
    const channel = location.searchParams.get('channel') ?? CHANNEL.exec(location.pathname)?.[1];
    return channel === undefined ? null : `https://www.twitch.tv/${channel.toLowerCase()}`;
  },
  weigh: (media) => (media.closest(PREVIEW) === null ? 1 : PREVIEW_WEIGHT),
};

function recordingOf({ pathname, searchParams }: URL): string | undefined {
  const embedded = /^v?(\d+)$/.exec(searchParams.get('video') ?? '')?.[1];
  return embedded ?? RECORDING.exec(pathname)?.[1];
}

function clipOf({ hostname, pathname, searchParams }: URL): string | undefined {
  if (!/^clips\./.test(hostname)) return CLIP.exec(pathname)?.[1];
  return searchParams.get('clip') ?? /^\/(?!embed)([\w-]+)/.exec(pathname)?.[1];
}
