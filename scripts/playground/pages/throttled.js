const kbps = new URLSearchParams(location.search).get('kbps') ?? '400';
// A place on the page: two people who watch the same may have lines of their own.
const line = location.hash.slice(1) || 'all';
document.querySelector('video').src =
  `media/sample.mp4?kbps=${encodeURIComponent(kbps)}&line=${encodeURIComponent(line)}`;
