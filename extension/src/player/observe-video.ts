// Turns an element's events into observations. Listens on the element itself, as a removed element's last pause
// is seen nowhere else, and on the document for elements that appear or load.
export function observeVideo<Type extends string>(
  video: HTMLMediaElement,
  types: readonly Type[],
  onEvent: (type: Type) => void,
  signal: AbortSignal,
): void {
  for (const type of types) {
    video.addEventListener(type, () => onEvent(type), { passive: true, signal });
  }
}

/** Media events do not bubble but are captured: every element of a tree is seen without a scan (facts 7). */
const APPEARANCE_EVENTS = ['loadstart', 'loadedmetadata', 'play', 'emptied'] as const;

/** `onFrame`: a frame has loaded a document. */
export function watchAppearance(
  tree: Document | ShadowRoot,
  onAppear: () => void,
  onFrame: () => void,
  signal: AbortSignal,
): void {
  const options = { capture: true, passive: true, signal };
  for (const type of APPEARANCE_EVENTS) tree.addEventListener(type, onAppear, options);
  const noteLoad = ({ target }: Event) => (target as Element).localName === 'iframe' && onFrame();
  tree.addEventListener('load', noteLoad, options);
}
