// The frame's document is one of the site's, or in the page itself; it may be loaded anew, as for the next episode.
let opened = 0;

function open(of) {
  document.querySelector('#player')?.remove();
  const frame = document.createElement('iframe');
  Object.assign(frame, { id: 'player', title: 'Player', allow: 'autoplay', ...of });
  document.querySelector('.bar').before(frame);
}

document.querySelector('#page').addEventListener('click', () => open({ src: 'framed-player.html' }));
document.querySelector('#srcdoc').addEventListener('click', () =>
  open({
    srcdoc:
      '<link rel="stylesheet" href="playground.css"><body class="framed"><video controls preload="auto" src="media/sample.mp4"></video>',
  }),
);
document.querySelector('#next').addEventListener('click', () => {
  opened += 1;
  document.querySelector('#player').src = `framed-player.html?${opened}`;
});
