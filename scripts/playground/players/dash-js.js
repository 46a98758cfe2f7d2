import { MediaPlayer } from 'dashjs';

const player = MediaPlayer().create();
const video = document.querySelector('video');
player.initialize(video, 'adaptive/manifest.mpd', false);

globalThis.switchQuality = () => {
  player.updateSettings({ streaming: { abr: { autoSwitchBitrate: { video: false } } } });
  const [first, second] = player.getRepresentationsByType('video');
  const isFirst = player.getCurrentRepresentationForType('video')?.id === first.id;
  player.setRepresentationForTypeById('video', isFirst ? second.id : first.id, true);
};
globalThis.attachAgain = () => {
  player.attachSource('adaptive/manifest.mpd', video.currentTime);
};
