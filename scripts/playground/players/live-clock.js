import Hls from 'hls.js';
import shaka from 'shaka-player/dist/shaka-player.ui.js';
import 'shaka-player/dist/controls.css';
import videojs from 'video.js';
import 'video.js/dist/video-js.css';
import { VidstackPlayer } from 'vidstack/global/player';

// `#PLAYER,SECONDS`: behind the #, as it is the same stream for everyone.
const [wanted, late = '0'] = location.hash.slice(1).split(',');
const source = `adaptive/live.m3u8?late=${late}`;
const place = document.querySelector('.player');

function addVideo() {
  const video = document.createElement('video');
  video.controls = true;
  place.append(video);
  return video;
}

const players = {
  /** As many pages have it: under the name of its maker's examples. */
  hls() {
    globalThis.hls = new Hls();
    globalThis.hls.loadSource(source);
    globalThis.hls.attachMedia(addVideo());
  },
  async vidstack() {
    const player = await VidstackPlayer.create({
      target: place,
      streamType: 'live:dvr',
      src: { src: source, type: 'application/x-mpegurl' },
    });
    player.addEventListener('provider-change', ({ detail: provider }) => {
      if (provider?.type === 'hls') provider.library = Hls;
    });
    // The browser's own controls.
    player.controls = true;
  },
  'video-js'() {
    const video = addVideo();
    video.classList.add('video-js');
    videojs(video, {
      nativeControlsForTouch: false,
      preload: 'auto',
      sources: [{ src: source, type: 'application/x-mpegURL' }],
    });
  },
  async shaka() {
    const video = addVideo();
    const player = new shaka.Player();
    await player.attach(video);
    new shaka.ui.Overlay(player, place, video);
    video.controls = true;
    await player.load(source);
  },
};

await (players[wanted] ?? players.hls)();
