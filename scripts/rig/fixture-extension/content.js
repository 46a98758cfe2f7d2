// Injected on demand: shows a status in a closed shadow root and notes what the page's videos do.
(() => {
  if (document.documentElement.dataset.rigFixture) return;
  document.documentElement.dataset.rigFixture = 'here';
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  root.innerHTML =
    '<div role="status" aria-label="Fixture">ready</div><button type="button">Fixture button</button>';
  root.querySelector('button').addEventListener('click', (event) => {
    root.querySelector('[role=status]').textContent = `clicked trusted=${event.isTrusted}`;
  });
  Object.assign(host.style, { position: 'fixed', top: '8px', right: '8px', zIndex: '9', background: '#fff' });
  document.body.append(host);
  const seen = [];
  for (const kind of ['play', 'pause', 'seeked', 'ratechange']) {
    document.addEventListener(
      kind,
      () => {
        seen.push(kind);
        document.documentElement.dataset.rigSeen = seen.join(' ');
      },
      { capture: true },
    );
  }
})();
