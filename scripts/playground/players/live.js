import Hls from 'hls.js';

// `#endless`: an element whose duration is infinite; otherwise it is what there is by now, as the player has it.
const hls = new Hls({ liveDurationInfinity: location.hash === '#endless' });
hls.loadSource('adaptive/live.m3u8');
hls.attachMedia(document.querySelector('video'));
