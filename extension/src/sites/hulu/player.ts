import { parseClock } from '../../player/shown-clock.ts';
import { openShownPlayer } from '../../player/shown-player.ts';
import { registerPlayer } from '../page-world/register-player.ts';

const SLIDER = '.Timeline__slider[role="slider"]';

registerPlayer((media, { readClock }) => {
  const readSlider = () => document.querySelector(SLIDER);
  const readLengthS = () => Number(readSlider()?.getAttribute('aria-valuemax')) || null;
  return openShownPlayer(media, readClock, {
    readShownS: () => parseClock(document.querySelector('.Timeline__currentTimestamp')?.textContent ?? ''),
    readDurationS: readLengthS,
    // Nobody has written how it marks them: what all sites are looked at for has to do.
    isInAd: () => false,
    seek(filmS, ownS) {
      const slider = readSlider();
      const lengthS = readLengthS() ?? media.duration;
      if (slider === null || hasData(media, ownS) || !Number.isFinite(lengthS)) media.currentTime = ownS;
      else clickAt(slider, filmS / lengthS);
    },
  });
});

/** A player need not be told of a seek for which it has nothing to fetch; its timeline is too coarse for that. */
function hasData({ buffered }: HTMLMediaElement, ownS: number): boolean {
  for (let index = 0; index < buffered.length; index += 1) {
    if (ownS >= buffered.start(index) && ownS < buffered.end(index)) return true;
  }
  return false;
}

function clickAt(slider: Element, ratio: number): void {
  const { left, width, top, height } = slider.getBoundingClientRect();
  const place = { clientX: left + width * ratio, clientY: top + height / 2, bubbles: true, cancelable: true };
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
    const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
    slider.dispatchEvent(new Kind(type, place));
  }
}
