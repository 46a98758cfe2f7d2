// A player that goes back at once from wherever it was not sent by its own controls, and whose setter throws.
const { element, seek, noted } = globalThis.ownFilm;
let allowedS = 0;
noted.foreignSeeks = [];

globalThis.ownFilm.seek = (position) => {
  allowedS = position;
  seek(position);
};
element.addEventListener('timeupdate', () => {
  const { currentTime, seeking } = globalThis.ownFilm.read();
  if (!seeking && Math.abs(currentTime - allowedS) < 2) allowedS = currentTime;
});
element.addEventListener('seeking', () => {
  if (Math.abs(globalThis.ownFilm.read().currentTime - allowedS) < 1) return;
  noted.foreignSeeks.push(performance.now());
  seek(allowedS);
});
Object.defineProperty(element, 'currentTime', {
  get: () => globalThis.ownFilm.read().currentTime,
  set: () => {
    throw new Error('M7375');
  },
});
