// A new element, as single-page sites do it: the old one is gone, nothing is carried over.
document.querySelector('#replace').addEventListener('click', () => {
  const fresh = document.createElement('video');
  fresh.controls = true;
  fresh.preload = 'auto';
  fresh.src = 'media/sample.mp4';
  const old = document.querySelector('video');
  if (old) old.replaceWith(fresh);
  else document.querySelector('.bar').before(fresh);
});

document.querySelector('#remove').addEventListener('click', () => document.querySelector('video')?.remove());
