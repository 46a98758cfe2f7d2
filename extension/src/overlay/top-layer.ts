// Keeps the overlay's element in the document and above everything in it, whatever the page does.
// Knows nothing of what the overlay shows.

export interface TopLayer {
  /** Puts the element back and on top; for when there is something new to see. */
  raise(): void;
}

/** A page that takes us out this often means it; we come back with the next thing to say. */
const MAX_RETURNS = 8;
const RETURNS_PERIOD_MS = 10_000;

/** Elements that show no children: what is put inside them is not rendered. */
const CHILDLESS = new Set(['video', 'audio', 'iframe', 'object', 'embed', 'img', 'canvas']);

/** `hasFocus`: somebody writes in the overlay, who would lose their place when it is taken out for a moment (Firefox). */
export function keepOnTop(
  host: HTMLElement,
  document: Document,
  hasFocus: () => boolean,
  signal: AbortSignal,
): TopLayer {
  let returns: readonly number[] = [];
  host.popover = 'manual';
  const observer = new MutationObserver(() => {
    if (host.isConnected) return;
    const now = performance.now();
    returns = returns.filter((time) => now - time < RETURNS_PERIOD_MS);
    if (returns.length >= MAX_RETURNS) return;
    returns = [...returns, now];
    raise();
  });

  /**
   * The top layer alone (a popover) is painted above a fullscreen element, but the browsers make everything
   * outside that element inert: to be clickable we must be inside it. In a fullscreen <video> nothing can be.
   */
  function raise(): void {
    if (signal.aborted) return;
    const fullscreen = fullscreenElementIn(document);
    if (fullscreen !== null && !CHILDLESS.has(fullscreen.localName) && putInto(fullscreen)) return;
    putInto(document.documentElement);
  }

  /** Whether the host is rendered there: a fullscreen component may have no slot for it. */
  function putInto(parent: Element): boolean {
    if (host.parentNode !== parent) {
      parent.append(host);
      observer.disconnect();
      observer.observe(parent, { childList: true });
      // The root element itself may be replaced (document.open).
      observer.observe(document, { childList: true });
    }
    if (host.matches(':popover-open')) host.hidePopover();
    host.showPopover();
    return host.getClientRects().length > 0;
  }

  // Pages with the older, prefixed call get only the older event in Chromium.
  for (const type of ['fullscreenchange', 'webkitfullscreenchange']) {
    document.addEventListener(type, raise, { signal });
  }
  signal.addEventListener('abort', () => {
    observer.disconnect();
    host.remove();
  });
  raise();
  return {
    raise() {
      if (!host.matches(':popover-open') || !hasFocus()) raise();
    },
  };
}

/** The element that really is fullscreen: of one inside a shadow root the document names only the host. */
export function fullscreenElementIn(document: Document): Element | null {
  let element = document.fullscreenElement;
  while (element?.shadowRoot?.fullscreenElement) element = element.shadowRoot.fullscreenElement;
  return element;
}
