// What widely used players write on themselves while an advert is on: for sites that nobody has prepared. Only what was
// found in a player's own source or documentation; the names in brackets say where.

/** Each stands on an element around the video. */
const AD_MARKS = [
  // Video.js with videojs-contrib-ads, which the IMA plug-in builds on: an advert is on (src/adBreak.js); the film is held
  // for one that is on its way, and until the film is back in its place (src/states/Midroll.js).
  '.vjs-ad-playing',
  '.vjs-ad-loading',
  '.vjs-ad-content-resuming',
  // JW Player 8 (src/js/view/view.js, setupInstream).
  '.jw-flag-ads',
  // Shaka Player's UI, whose controls stand beside the video (ui/less/ad_controls.less).
  '.shaka-video-container:has(> .shaka-controls-container[ad-active="true"])',
  // THEOplayer (its guide to styling adverts: "the container gains the class").
  '.theo-ad-playing',
].join(', ');

export function isMarkedAsAd(media: Element): boolean {
  return media.closest(AD_MARKS) !== null;
}
