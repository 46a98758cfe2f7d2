// Controls of the page's own: the picture toggles, the range seeks, the buttons set the speed.
const video = document.querySelector('video');
const play = document.querySelector('#play');
const seek = document.querySelector('#seek');
const clock = document.querySelector('#clock');

const toggle = () => (video.paused ? video.play() : video.pause());
play.addEventListener('click', toggle);
video.addEventListener('click', toggle);
seek.addEventListener('input', () => {
  video.currentTime = (seek.value / 1000) * video.duration;
});
for (const button of document.querySelectorAll('[data-rate]')) {
  button.addEventListener('click', () => {
    video.playbackRate = Number(button.dataset.rate);
  });
}

video.addEventListener('play', () => {
  play.textContent = 'Pause';
});
video.addEventListener('pause', () => {
  play.textContent = 'Play';
});
video.addEventListener('timeupdate', () => {
  if (Number.isFinite(video.duration)) seek.value = String((video.currentTime / video.duration) * 1000);
  const seconds = Math.floor(video.currentTime);
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
});
