// Whether an element is in its document. No event tells: the browser's pause of what a page takes out is told later, when
// the page may have put it back.

/** `onMove`: it has been taken out, or put back, by itself or with what is around it. Told before any event of that. */
export function watchPlace(media: Node, onMove: () => void, signal: AbortSignal): void {
  let around: readonly Node[] = [];
  let isIn = media.isConnected;
  const look = () => {
    const isMove = isIn !== media.isConnected;
    isIn = media.isConnected;
    // Where it was is watched while it is out.
    if (isIn) watchAround();
    if (isMove) onMove();
  };
  const observer = new MutationObserver(look);
  const watchAround = () => {
    const now = listAround(media);
    if (now.every((node, index) => node === around[index])) return;
    around = now;
    observer.disconnect();
    // Not with all that is below them: most of that is no concern of the film's.
    for (const node of around) observer.observe(node, { childList: true });
  };
  watchAround();
  signal.addEventListener('abort', () => observer.disconnect());
}

/** From its parent to the document, through shadow roots. */
function listAround(node: Node): Node[] {
  const parent = node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;
  return parent === null ? [] : [parent, ...listAround(parent)];
}
