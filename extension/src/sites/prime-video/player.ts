import { parseClock } from '../../player/shown-clock.ts';
import { openShownPlayer } from '../../player/shown-player.ts';
import { registerPlayer } from '../page-world/register-player.ts';
import { FILM } from './index.ts';

registerPlayer((media, { readClock }) => {
  const find = (selector: string) => media.closest(FILM)?.querySelector(selector);
  const shownText = () => find('.atvwebplayersdk-timeindicator-text')?.textContent ?? '';
  return openShownPlayer(media, readClock, {
    readShownS: () => parseClock(shownText()),
    // What is over, and what is left.
    readDurationS() {
      const leftS = parseClock(shownText(), 1);
      return leftS === null ? null : (parseClock(shownText()) ?? 0) + leftS;
    },
    isInAd: () => isShown(find('.atvwebplayersdk-ad-timer-remaining-time')),
    seek(_, ownS) {
      media.currentTime = ownS;
      // Without this it waits for data that it does not fetch.
      if (media.paused) {
        media.play().catch(() => undefined);
        media.pause();
      } else {
        media.pause();
        media.play().catch(() => undefined);
      }
    },
  });
});

function isShown(element: Element | null | undefined): boolean {
  return element != null && element.getClientRects().length > 0;
}
