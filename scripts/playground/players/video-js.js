import videojs from 'video.js';
import 'video.js/dist/video-js.css';

const source = { src: 'adaptive/master.m3u8', type: 'application/x-mpegURL' };
const player = videojs(document.querySelector('video'), {
  controls: true,
  preload: 'auto',
  sources: [source],
});

globalThis.switchQuality = () => {
  const levels = player.tech({ IWillNotUseThisInPlugins: true }).vhs.representations();
  const [first, second] = levels;
  const [from, to] = first.enabled() ? [first, second] : [second, first];
  // Never without any: it may wait for one for good.
  to.enabled(true);
  from.enabled(false);
};
globalThis.attachAgain = () => {
  const position = player.currentTime();
  const isPaused = player.paused();
  player.src(source);
  player.one('loadedmetadata', () => {
    player.currentTime(position);
    if (!isPaused) player.play();
  });
};
