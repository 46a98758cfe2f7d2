// A player that goes back at once from wherever it was not sent by its own controls, and whose setter throws.
const player = globalThis.ownFilm;
const seekFreely = player.seek;
let allowedS = 0;
player.noted.foreignSeeks = [];

player.seek = (position) => {
  allowedS = position;
  seekFreely(position);
};
player.element.addEventListener('timeupdate', () => {
  const { currentTime, seeking } = player.read();
  if (!seeking && Math.abs(currentTime - allowedS) < 2) allowedS = currentTime;
});
player.element.addEventListener('seeking', () => {
  if (Math.abs(player.read().currentTime - allowedS) < 1) return;
  player.noted.foreignSeeks.push(performance.now());
  seekFreely(allowedS);
});
Object.defineProperty(player.element, 'currentTime', {
  get: () => player.read().currentTime,
  set: () => {
    throw new Error('M7375');
  },
});
