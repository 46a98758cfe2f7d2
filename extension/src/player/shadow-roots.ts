// Shadow roots of a frame, open and closed: players built of custom elements keep their video there, where neither a
// query nor a listener of the document sees it (facts 7).

/** The root of an element whether it is open or closed; null where it has none. */
export type OpenRoot = (host: Element) => ShadowRoot | null;

export interface RootFinder {
  /** Those that hold media, as far as was seen, and are still in the document. */
  readonly roots: readonly ShadowRoot[];
  /**
   * Looks for more, unless the last look was so dear that it has to wait; tells whether it looked. `isThorough`:
   * behind ordinary elements too.
   */
  search(isThorough: boolean): boolean;
  /** An event of media in it was heard. */
  noteMedia(root: ShadowRoot): void;
}

export interface RootFinderPorts {
  readonly document: Document;
  readonly openRoot: OpenRoot;
  readonly readClock: () => number;
  /** Each root once, as soon as it is found. */
  onRoot(root: ShadowRoot): void;
}

/** A search may take this part of the time: 500 ms of peace for each millisecond, 0.2 % of a core, for up to 60 ms. */
const PEACE_PER_COST = 500;
/** Two looks in one task cost nothing and find nothing new, ms. */
const MIN_PEACE_MS = 500;
/** One slow look, on a machine that was busy with something else, must not blind us, ms. */
const MAX_PEACE_MS = 30_000;

export function createRootFinder({ document, openRoot, readClock, onRoot }: RootFinderPorts): RootFinder {
  let known: ShadowRoot[] = [];
  let holders: ShadowRoot[] = [];
  let restsUntil = Number.NEGATIVE_INFINITY;
  const isThere = ({ host }: ShadowRoot) => host.isConnected;
  return {
    get roots() {
      holders = holders.filter(isThere);
      return holders;
    },
    search(isThorough) {
      const startedAt = readClock();
      if (startedAt < restsUntil) return false;
      known = known.filter(isThere);
      const seen = new Set(known);
      for (const tree of [document, ...known]) {
        for (const root of listRoots(tree, openRoot, isThorough)) {
          if (seen.has(root)) continue;
          seen.add(root);
          onRoot(root);
        }
      }
      known = [...seen];
      holders = known.filter((root) => root.querySelector('video, audio') !== null);
      const costMs = readClock() - startedAt;
      restsUntil = readClock() + Math.min(MAX_PEACE_MS, Math.max(MIN_PEACE_MS, costMs * PEACE_PER_COST));
      return true;
    },
    noteMedia(root) {
      if (!holders.includes(root)) holders.push(root);
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
