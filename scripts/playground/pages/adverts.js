// The advert with sound plays and pauses when it is clicked, as adverts like to do.
const spoken = document.querySelector('#spoken');
spoken.addEventListener('click', () => {
  spoken.dataset.clicks = String(Number(spoken.dataset.clicks ?? 0) + 1);
  if (spoken.paused) spoken.play();
  else spoken.pause();
});
