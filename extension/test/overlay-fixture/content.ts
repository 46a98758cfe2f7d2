// The overlay alone on a page, as a content script: the page says what to show and hears what was asked, both
// through attributes, as the two live in different worlds.
import { mountOverlay } from '../../src/overlay/host.ts';
import { viewOf } from '../../src/overlay/situation-view.ts';
import { OVERLAY_SAMPLES } from '../../src/overlay/testing/sample-situations.ts';

const { dataset } = document.documentElement;
const overlay = mountOverlay({
  window,
  signal: new AbortController().signal,
  readPositionS: () => null,
  readLengthS: () => null,
  drawPicture: () => null,
  isOver: () => false,
  onAsk: (ask) => {
    const activation = navigator.userActivation.isActive ? 'in a click' : 'without a click';
    dataset.asked = `${ask} ${activation}`;
  },
});
overlay.anchorTo(document.querySelector('video'));

new MutationObserver(showWhatIsWanted).observe(document.documentElement, { attributeFilter: ['data-show'] });
showWhatIsWanted();

function showWhatIsWanted(): void {
  const sample = OVERLAY_SAMPLES[dataset.show ?? ''];
  if (sample !== undefined) overlay.show(viewOf(sample.situation));
}
