// The top layer that happy-dom does not have: popovers and fullscreen as the HTML standard rules them, as far
// as the overlay meets them. Everything that is connected counts as rendered.

export interface FakeTopLayer {
  isOpen(element: Element): boolean;
  enterFullscreen(element: Element): void;
  leaveFullscreen(): void;
}

/** Puts it into the window of a test; call it again for a fresh one. */
export function installFakeTopLayer(window: Window & typeof globalThis): FakeTopLayer {
  const open = new Set<Element>();
  let fullscreen: Element | null = null;
  const { document } = window;
  const matches = window.Element.prototype.matches;
  const isOpen = (element: Element) => open.has(element) && element.isConnected;

  Object.defineProperties(window.HTMLElement.prototype, {
    showPopover: {
      configurable: true,
      value(this: HTMLElement) {
        if (isOpen(this) || !this.isConnected) throw new window.DOMException('', 'InvalidStateError');
        open.add(this);
      },
    },
    hidePopover: {
      configurable: true,
      value(this: HTMLElement) {
        open.delete(this);
      },
    },
    matches: {
      configurable: true,
      value(this: HTMLElement, selector: string) {
        return selector === ':popover-open' ? isOpen(this) : matches.call(this, selector);
      },
    },
    getClientRects: {
      configurable: true,
      value(this: HTMLElement) {
        return this.isConnected ? [this.getBoundingClientRect()] : [];
      },
    },
  });
  Object.defineProperty(document, 'fullscreenElement', { configurable: true, get: () => fullscreen });

  const change = (element: Element | null) => {
    fullscreen = element;
    document.dispatchEvent(new window.Event('fullscreenchange'));
  };
  return { isOpen, enterFullscreen: change, leaveFullscreen: () => change(null) };
}
