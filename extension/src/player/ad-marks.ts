// What widely used players write on themselves while an advert is on: for sites that nobody has prepared.

/** Classes by player; each stands on the player's own element around the video. */
const AD_MARKS = [
  // video.js with contrib-ads or IMA (videojs-contrib-ads, README "Ad mode classes").
  '.vjs-ad-playing',
  // JW Player 8 (CSS reference, state "ads").
  '.jw-flag-ads',
].join(', ');

export function isMarkedAsAd(media: Element): boolean {
  return media.closest(AD_MARKS) !== null;
}
