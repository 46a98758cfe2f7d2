// Without a source, or a preview that stands still: videos that nobody watches, among as many elements as are asked for.
const asked = new URLSearchParams(location.search);
const count = Number(asked.get('count') ?? 200);
const elements = Number(asked.get('elements') ?? 5000);
const crowd = document.querySelector('#crowd');
crowd.style.cssText = 'display: grid; grid-template-columns: repeat(8, 1fr); gap: 4px; font-size: 9px';
const rest = Math.max(0, elements - 2 * count);
for (let index = 0; index < count; index += 1) {
  const card = document.createElement('article');
  const video = document.createElement('video');
  if (index % 20 === 0)
    Object.assign(video, { muted: true, loop: true, preload: 'metadata', src: 'media/sample.mp4' });
  card.append(video);
  for (let each = 0; each < rest / count; each += 1) card.append(document.createElement('span'));
  crowd.append(card);
}
