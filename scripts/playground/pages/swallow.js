// First in line, and nobody after it hears anything. Its own controls work from here.
const types = [
  ...['keydown', 'keyup', 'keypress', 'input', 'change', 'submit', 'focus', 'blur', 'focusin', 'focusout'],
  ...[
    'pointerdown',
    'pointerup',
    'mousedown',
    'mouseup',
    'click',
    'dblclick',
    'wheel',
    'touchstart',
    'touchend',
  ],
  ...['play', 'playing', 'pause', 'seeking', 'seeked', 'ratechange', 'timeupdate', 'waiting', 'ended'],
  ...[
    'loadstart',
    'loadedmetadata',
    'loadeddata',
    'canplay',
    'canplaythrough',
    'emptied',
    'stalled',
    'progress',
  ],
];
for (const type of types) {
  addEventListener(
    type,
    (event) => {
      event.stopImmediatePropagation();
      if (type !== 'click') return;
      globalThis.ownFilm.noted.clicks += 1;
      if (event.target.id === 'play') globalThis.ownFilm.toggle();
      if (event.target.id === 'forward') globalThis.ownFilm.forward();
    },
    { capture: true },
  );
}
