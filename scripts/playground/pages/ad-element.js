// As client-side ad players do it: the film is stopped where an ad is due, and set going again after it.
const film = document.querySelector('#film');
const ad = document.querySelector('#ad');
/** Seconds into the film; of the first nobody knows before it is fetched. */
const due = new Set([0, 60, 120]);
const FETCH_MS = 400;
let isFetching = false;

function showAd() {
  isFetching = false;
  film.pause();
  ad.hidden = false;
  ad.currentTime = 0;
  ad.play();
}

film.addEventListener('timeupdate', () => {
  if (film.paused || isFetching) return;
  const passed = [...due].filter((atS) => film.currentTime >= atS);
  if (passed.length === 0) return;
  // Of several that were jumped over one is enough.
  for (const atS of passed) due.delete(atS);
  isFetching = true;
  setTimeout(showAd, FETCH_MS);
});
ad.addEventListener('ended', () => {
  ad.hidden = true;
  film.play();
});
document.querySelector('#play').addEventListener('click', () => {
  if (film.paused) film.play();
  else film.pause();
});
document.querySelector('#later').addEventListener('click', () => {
  film.currentTime = 130;
});
