const kbps = new URLSearchParams(location.search).get('kbps') ?? '400';
document.querySelector('video').src = `media/sample.mp4?kbps=${encodeURIComponent(kbps)}`;
