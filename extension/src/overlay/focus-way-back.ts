// Who uses the overlay by the keyboard finds their place in the page again when what they were at has gone.

export interface FocusWatch {
  /**
   * Where `change` takes away what has the focus, that goes back to where it came from in the page, or, after a key, to
   * what `wayBack` gives: who has come with the pointer is at the page's own keys.
   */
  keep(change: () => void, wayBack?: () => HTMLElement | null): void;
}

export function watchFocus(root: ShadowRoot, signal: AbortSignal): FocusWatch {
  let cameFrom: HTMLElement | null = null;
  let isByPointer = false;
  for (const type of ['pointerdown', 'keydown']) {
    root.addEventListener(type, () => (isByPointer = type === 'pointerdown'), { capture: true, signal });
  }
  root.addEventListener(
    'focusin',
    (event) => {
      const { relatedTarget: former } = event as FocusEvent;
      if (former instanceof Node && root.contains(former)) return;
      cameFrom = former instanceof HTMLElement ? former : null;
    },
    { signal },
  );
  return {
    keep(change, wayBack) {
      const wasHere = root.activeElement !== null;
      change();
      if (!wasHere || root.activeElement !== null) return;
      const target = (isByPointer ? null : wayBack?.()) ?? cameFrom;
      target?.focus({ preventScroll: true });
    },
  };
}
