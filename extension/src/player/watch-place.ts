// Whether an element is in its document. No event tells: the browser's pause of what a page takes out is told later, when
// the page may have put it back.

/**
 * `onMove`: it has been taken out, by itself or with what is around it, or is back. Taking out is told as the page's script
 * ends, before Chromium and Firefox pause it; that it is back elsewhere when the function that this gives is called next.
 */
export function watchPlace(media: Node, onMove: () => void, signal: AbortSignal): () => void {
  let around: readonly Node[] = [];
  let isIn = media.isConnected;
  const look = () => {
    const now = listAround(media);
    const wasIn = isIn;
    isIn = media.isConnected;
    if (isIn !== wasIn) onMove();
    // Where it was is watched while it is out.
    if (!isIn || now.every((node, index) => node === around[index])) return;
    around = now;
    observer.disconnect();
    // Not with all that is below them: most of that is no concern of the film's.
    for (const node of around) observer.observe(node, { childList: true });
  };
  const observer = new MutationObserver(look);
  look();
  signal.addEventListener('abort', () => observer.disconnect());
  return look;
}

/** From its parent to the document, through shadow roots. */
function listAround(node: Node): Node[] {
  const parent = node.parentNode ?? (node as Partial<ShadowRoot>).host;
  return parent ? [parent, ...listAround(parent)] : [];
}
