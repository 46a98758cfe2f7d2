// A new element, as single-page sites do it: the old one is gone, nothing is carried over. What the old one loads is
// let go of, as players do: Firefox gives a new element no data while several forgotten ones still load (measured: up
// to four seconds, each tenth time, with no extension there).
document.querySelector('#replace').addEventListener('click', () => {
  const fresh = document.createElement('video');
  fresh.controls = true;
  fresh.preload = 'auto';
  fresh.src = 'media/sample.mp4';
  const old = document.querySelector('video');
  if (old) {
    old.replaceWith(fresh);
    old.removeAttribute('src');
    old.load();
  } else {
    document.querySelector('.bar').before(fresh);
  }
});

document.querySelector('#remove').addEventListener('click', () => document.querySelector('video')?.remove());
