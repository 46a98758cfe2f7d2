// An element that only this script knows; with `?promo` beside a muted loop, as it is in front of many a player.
if (location.search === '?promo') {
  const promo = document.createElement('video');
  Object.assign(promo, { muted: true, loop: true, autoplay: true, src: 'media/sample-silent.mp4' });
  document.body.append(promo);
}

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
