// An element that only this script knows.
const sound = new Audio('media/sample.mp4');

document.querySelector('#play').addEventListener('click', () => {
  if (sound.paused) sound.play();
  else sound.pause();
});
document.querySelector('#forward').addEventListener('click', () => {
  sound.currentTime += 10;
});
/** What the page knows of it, for who can see no element. */
globalThis.readSound = () => ({ isPaused: sound.paused, positionS: sound.currentTime });
