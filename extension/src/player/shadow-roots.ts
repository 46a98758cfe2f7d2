// Shadow roots of a frame, open and closed: players built of custom elements keep their video there, where neither a
// query nor a listener of the document sees it (facts 7).

/** The root of an element whether it is open or closed; null where it has none. */
export type OpenRoot = (host: Element) => ShadowRoot | null;

export interface RootFinder {
  /** Those that are known and still in the document. */
  readonly roots: readonly ShadowRoot[];
  /** Looks for more, unless the last look was so dear that it has to wait. `isThorough`: behind ordinary elements too. */
  search(isThorough: boolean): void;
}

export interface RootFinderPorts {
  readonly document: Document;
  readonly openRoot: OpenRoot;
  readonly readClock: () => number;
  /** Each root once, as soon as it is found. */
  onRoot(root: ShadowRoot): void;
}

/** A search may take this part of the time: 500 ms of peace for each millisecond, 0.2 % of a core. */
const PEACE_PER_COST = 500;
/** Two looks in one task cost nothing and find nothing new, ms. */
const MIN_PEACE_MS = 500;

export function createRootFinder({ document, openRoot, readClock, onRoot }: RootFinderPorts): RootFinder {
  let roots: ShadowRoot[] = [];
  let restsUntil = Number.NEGATIVE_INFINITY;
  return {
    get roots() {
      roots = roots.filter(({ host }) => host.isConnected);
      return roots;
    },
    search(isThorough) {
      const startedAt = readClock();
      if (startedAt < restsUntil) return;
      const known = new Set(roots);
      for (const root of listRoots(document, openRoot, isThorough)) {
        if (known.has(root)) continue;
        roots.push(root);
        onRoot(root);
      }
      const costMs = readClock() - startedAt;
      restsUntil = readClock() + Math.max(MIN_PEACE_MS, costMs * PEACE_PER_COST);
    },
  };
}

/** In document order, each before those inside it. Most hosts are custom elements: looking at those alone is ten times cheaper. */
function* listRoots(
  tree: Document | ShadowRoot,
  openRoot: OpenRoot,
  isThorough: boolean,
): Generator<ShadowRoot> {
  for (const element of tree.querySelectorAll('*')) {
    if (!isThorough && !element.localName.includes('-')) continue;
    const root = openRoot(element);
    if (root === null) continue;
    yield root;
    yield* listRoots(root, openRoot, isThorough);
  }
}

/** What this browser offers to content scripts; without it open roots alone. */
export function openRootOf(host: Element): ShadowRoot | null {
  // Firefox has it on elements, but its getter throws on what is no element of a page.
  if ('openOrClosedShadowRoot' in host) return host.openOrClosedShadowRoot as ShadowRoot | null;
  const dom = (globalThis as { chrome?: { dom?: typeof chrome.dom } }).chrome?.dom;
  if (dom !== undefined && host instanceof HTMLElement) return dom.openOrClosedShadowRoot(host);
  return host.shadowRoot;
}
