// By hand, as a frame's document can be written in the page only by its script.
const frame = document.createElement('iframe');
frame.id = 'frame';
frame.title = 'Film';
frame.allow = 'autoplay; fullscreen';
frame.style.height = '460px';
if (new URLSearchParams(location.search).has('srcdoc')) {
  frame.srcdoc = await (await fetch('sandboxed-film.html')).text();
} else {
  frame.sandbox = 'allow-scripts';
  frame.src = 'sandboxed-film.html';
}
document.body.append(frame);
