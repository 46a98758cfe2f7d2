// A single-page site: the address by the History API, the same element with another film, and its beginning set by hand,
// as many players do it. At the end of the first the second begins by itself.
const FILMS = { 1: 'media/sample.mp4?episode=1', 2: 'media/sample.mp4?episode=2' };
const video = document.querySelector('video');
const shownEpisode = () => new URLSearchParams(location.search).get('episode') ?? '1';

function show(episode, { isPlaying }) {
  document.title = `Episode ${episode} · Sameframe playground`;
  video.src = FILMS[episode];
  video.currentTime = 0;
  if (isPlaying) video.play().catch(() => undefined);
}

function goTo(episode) {
  const isPlaying = !video.paused || video.ended;
  history.pushState({ episode }, '', `?episode=${episode}`);
  show(episode, { isPlaying });
}

document.querySelector('#first').addEventListener('click', () => goTo('1'));
document.querySelector('#next').addEventListener('click', () => goTo('2'));
video.addEventListener('ended', () => {
  if (shownEpisode() === '1') goTo('2');
});
addEventListener('popstate', () => show(shownEpisode(), { isPlaying: !video.paused }));
history.replaceState({ episode: shownEpisode() }, '');
show(shownEpisode(), { isPlaying: false });
