// Where the focus goes when a press, or somebody else, has taken away what had it: to what stands beside it, or else to the
// heading above, or to what one comes for. Looks at elements alone, and so knows no screen.

const CONTROLS = 'button, input, select, textarea, summary, a[href]';
const MAIN_CONTROLS = ['[data-main-control]', '[role=tab][aria-selected=true]'];

/** Watches until the signal ends it. */
export function keepFocusBeside(main: HTMLElement, signal: AbortSignal): void {
  const { ownerDocument: document } = main;
  let last: { readonly control: Element; readonly screen: string | undefined } | null = null;
  main.addEventListener(
    'focusin',
    ({ target }) => {
      last = target instanceof Element ? { control: target, screen: screenOf(main) } : null;
    },
    { signal },
  );
  main.addEventListener(
    'focusout',
    () =>
      // Who goes away by themselves is not called back. What is taken away has told the watch below by then.
      setTimeout(() => {
        if (last?.control !== (main.getRootNode() as Document | ShadowRoot).activeElement) last = null;
      }),
    { signal },
  );
  const watch = new MutationObserver((changes) => {
    if (last === null || last.control.isConnected || document.activeElement !== document.body) return;
    const { control, screen } = last;
    last = null;
    // Another screen says itself where it begins.
    if (screen !== screenOf(main)) return;
    for (const change of changes) {
      const gone = Array.from(change.removedNodes).find((node) => node.contains(control));
      if (!(gone instanceof Element)) continue;
      return (placeBeside(change, placeWithin(gone, control), main) ?? findMainControl(main))?.focus();
    }
  });
  watch.observe(main, { childList: true, subtree: true });
  signal.addEventListener('abort', () => watch.disconnect());
}

/** What one comes for: a line to write in, or else the tab one is at. */
export function findMainControl(around: Element): HTMLElement | null {
  const [first = null] = MAIN_CONTROLS.flatMap((each) => around.querySelector<HTMLElement>(each) ?? []);
  return first;
}

function screenOf(main: Element): string | undefined {
  return main.closest<HTMLElement>('[data-screen]')?.dataset.screen;
}

/** In a list the others have the same controls. */
function placeWithin(gone: Element, control: Element): number {
  return gone.localName === 'li' ? Array.from(gone.querySelectorAll(CONTROLS)).indexOf(control) : 0;
}

function placeBeside(gap: MutationRecord, index: number, main: Element): HTMLElement | null {
  const { previousSibling: former, nextSibling: next, target } = gap;
  // What has come in its place was not there yet when it went.
  const instead = former === null ? target.firstChild : former.nextSibling;
  let besides: readonly (Node | null)[] = [instead, next, former];
  let around = target instanceof Element ? target : null;
  while (around !== null) {
    for (const beside of besides) {
      const found = controlIn(beside, index);
      if (found !== null) return found;
    }
    const heading = around.querySelector<HTMLElement>(':scope > h2');
    if (heading !== null) return Object.assign(heading, { tabIndex: -1 });
    if (around === main) return null;
    besides = [around.nextElementSibling, around.previousElementSibling];
    around = around.parentElement;
  }
  return null;
}

function controlIn(beside: Node | null, index: number): HTMLElement | null {
  if (!(beside instanceof HTMLElement) || !beside.isConnected) return null;
  if (beside.matches(CONTROLS)) return beside;
  const controls = beside.querySelectorAll<HTMLElement>(CONTROLS);
  return controls[index] ?? controls[0] ?? null;
}
