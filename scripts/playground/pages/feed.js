// As a feed does it: each clip starts by itself without sound, those far above are taken away, and it never ends.
const clips = document.querySelector('#clips');
let count = 0;

function addClip() {
  const clip = document.createElement('video');
  Object.assign(clip, { muted: true, loop: true, autoplay: true, src: 'media/sample-silent.mp4' });
  count += 1;
  clips.append(clip);
  if (clips.children.length <= 12) return;
  clips.firstElementChild.removeAttribute('src');
  clips.firstElementChild.remove();
}

for (let each = 0; each < 6; each += 1) addClip();
addEventListener('scroll', () => {
  if (document.documentElement.scrollHeight - scrollY < 4 * innerHeight) addClip();
});

/** For whoever measures: scrolls by itself, so many clips a second. */
globalThis.scrollOn = (perSecond) => setInterval(addClip, 1000 / perSecond);
globalThis.countClips = () => count;
