// As a feed does it: each clip starts by itself without sound, those far above are taken away, and it never ends.
// The clips come from a host of their own: six that load from the film's would leave it no connection.
const clips = document.querySelector('#clips');
const { host } = clips.dataset;
let count = 0;

function addClip() {
  const clip = document.createElement('video');
  Object.assign(clip, { muted: true, loop: true, autoplay: true, src: `${host}/media/sample-silent.mp4` });
  count += 1;
  clips.append(clip);
  if (clips.children.length <= 12) return;
  const first = clips.firstElementChild;
  first.remove();
  first.removeAttribute('src');
  first.load();
}

for (let each = 0; each < 6; each += 1) addClip();
addEventListener('scroll', () => {
  if (document.documentElement.scrollHeight - scrollY < 4 * innerHeight) addClip();
});

/** For whoever measures: scrolls by itself, so many clips a second. */
globalThis.scrollOn = (perSecond) => setInterval(addClip, 1000 / perSecond);
globalThis.countClips = () => count;
