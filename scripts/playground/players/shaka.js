import shaka from 'shaka-player/dist/shaka-player.ui.js';
import 'shaka-player/dist/controls.css';

const video = document.querySelector('video');
const player = new shaka.Player();
await player.attach(video);
new shaka.ui.Overlay(player, document.querySelector('.player'), video);
await player.load('adaptive/manifest.mpd');

globalThis.switchQuality = () => {
  player.configure('abr.enabled', false);
  const next = player.getVariantTracks().find(({ active }) => !active);
  // Without throwing away what is loaded: Shaka 5.2 stands still for good after that in Firefox, by itself.
  player.selectVariantTrack(next);
};
globalThis.attachAgain = () => player.load('adaptive/manifest.mpd', video.currentTime);
