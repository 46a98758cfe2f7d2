// Twitch's element: what is on now has a length of 34 years, and by that it can be sought anywhere; adverts are in the
// stream itself, and only the player's words over it say so (PreMiD and WebNowPlaying, several scripts against adverts).
import type { LiveWindow } from '../../player/live-window.ts';
import { overrideVideo } from '../../player/override-video.ts';
import { watchMarks } from '../../player/patience.ts';
import { openPlainPlayer, type SitePlayer } from '../../player/site-player.ts';
import type { SiteTools } from '../page-world/register-player.ts';

/** What is on now has it, s; nothing else is as long. */
const LIVE_LENGTH_S = 2 ** 30;
const OWN_PLAYER = '[data-a-target="video-player"], .video-player';
/** Embedded, the player is all that there is. */
const PLAYER = `${OWN_PLAYER}, body`;
const AD = [
  '[data-a-target="video-ad-label"]',
  '[data-a-target="video-ad-countdown"]',
  '[data-test-selector="ad-banner-default-text"]',
].join(', ');

/** Without what it is known by, adverts in the stream are not known either. */
export function openTwitchPlayer(
  media: HTMLMediaElement,
  { readClock }: Pick<SiteTools, 'readClock'>,
): SitePlayer {
  const plain = openPlainPlayer(media);
  const isLive = () => media.duration >= LIVE_LENGTH_S;
  return {
    ...plain,
    video: overrideVideo(media, {
      get duration() {
        return isLive() ? Number.POSITIVE_INFINITY : media.duration;
      },
    }),
    // A recording that is still going on grows, but counts from its beginning for everybody.
    readWindow: () => (isLive() ? readBuffered(media.buffered) : null),
    condition: watchMarks(media, readClock, () => media.closest(OWN_PLAYER) !== null || isEmbedded(media)),
    isInAd: () => plain.isInAd() || (media.closest(PLAYER)?.querySelector(AD) ?? null) !== null,
  };
}

/** What has come of it ends at the edge, as far as this player has heard of that. */
function readBuffered(buffered: TimeRanges): LiveWindow | null {
  if (buffered.length === 0) return null;
  return { startS: buffered.start(0), endS: buffered.end(buffered.length - 1) };
}

function isEmbedded({ ownerDocument }: HTMLMediaElement): boolean {
  return /^player\./.test(ownerDocument.location.hostname);
}
