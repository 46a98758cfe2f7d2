const kbps = new URLSearchParams(location.search).get('kbps') ?? '400';
// In the fragment: two people who watch the same page may have lines of their own.
const line = new URLSearchParams(location.hash.slice(1)).get('line') ?? 'all';
document.querySelector('video').src =
  `media/sample.mp4?kbps=${encodeURIComponent(kbps)}&line=${encodeURIComponent(line)}`;
