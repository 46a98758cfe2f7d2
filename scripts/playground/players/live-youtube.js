import Hls from 'hls.js';

// A stream in a page like YouTube's: its player keeps to itself how it plays, and says when what it shows was on.
const player = document.querySelector('#movie_player');
const hls = new Hls();
hls.loadSource('/adaptive/live.m3u8');
hls.attachMedia(player.querySelector('video'));
player.getMediaReferenceTime = () => (hls.playingDate?.getTime() ?? Number.NaN) / 1_000;
