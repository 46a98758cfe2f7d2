// Buttons beside a sound, as podcasts have them.
const sound = document.querySelector('audio');

document.querySelector('#play').addEventListener('click', () => {
  if (sound.paused) sound.play();
  else sound.pause();
});
document.querySelector('#forward').addEventListener('click', () => {
  sound.currentTime += 10;
});
