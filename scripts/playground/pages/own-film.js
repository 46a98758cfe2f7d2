// Two controls of the page's own, and what the page notices of whoever else works in it. Keeps the methods that it
// needs, as other scripts of these pages spoil them.
const { play, pause } = HTMLMediaElement.prototype;
const accessor = (name) => Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, name);
const { get: readTime, set: writeTime } = accessor('currentTime');
const readPaused = accessor('paused').get;
const readSeeking = accessor('seeking').get;
const element = document.querySelector('#film');
const noted = { errors: [], violations: [], clicks: 0, seekings: [] };

globalThis.ownFilm = {
  noted,
  element,
  read: () => ({
    currentTime: readTime.call(element),
    paused: readPaused.call(element),
    seeking: readSeeking.call(element),
    noted,
  }),
  seek: (position) => writeTime.call(element, position),
  toggle: () => (readPaused.call(element) ? play.call(element) : pause.call(element)),
  forward: () => globalThis.ownFilm.seek(readTime.call(element) + 10),
};

addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
  noted.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`),
);
addEventListener('error', ({ message }) => noted.errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => noted.errors.push(String(reason)));
const { error } = console;
console.error = (...words) => {
  noted.errors.push(words.join(' '));
  error.apply(console, words);
};
document.addEventListener('click', () => {
  noted.clicks += 1;
});
element.addEventListener('seeking', () => noted.seekings.push(performance.now()));
document.querySelector('#play').addEventListener('click', globalThis.ownFilm.toggle);
document.querySelector('#forward').addEventListener('click', globalThis.ownFilm.forward);
