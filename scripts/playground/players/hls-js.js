import Hls from 'hls.js';

const hls = new Hls();
// `?holed`: a piece is missing in its middle.
const folder = location.search === '?holed' ? 'adaptive/holed' : 'adaptive';
hls.loadSource(`${folder}/master.m3u8`);
hls.attachMedia(document.querySelector('video'));

globalThis.switchQuality = () => {
  hls.currentLevel = hls.currentLevel === 0 ? 1 : 0;
};
globalThis.attachAgain = () => {
  const { media } = hls;
  const { currentTime } = media;
  hls.detachMedia();
  hls.attachMedia(media);
  hls.startLoad(currentTime);
};
