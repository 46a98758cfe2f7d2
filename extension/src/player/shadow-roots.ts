// Shadow roots of a frame, open and closed: players built of custom elements keep their video there, where neither a
// query nor a listener of the document sees it (facts 7).

/** The root of an element whether it is open or closed; null where it has none. */
export type OpenRoot = (host: Element) => ShadowRoot | null;

export interface RootFinder {
  /** Those that hold media, as far as was seen, and are still in the document. */
  readonly roots: readonly ShadowRoot[];
  /** Those that hold frames. */
  readonly framing: readonly ShadowRoot[];
  /** There is a reason to look before the rest is over: the page has other elements, or its person has just acted. */
  readonly isCalled: boolean;
  /**
   * Looks for more, unless the last search was so dear that the next has to wait; tells whether it looked. A long
   * search stops on the way, and goes on soon, or when it is asked for again. `isThorough`: behind ordinary elements too.
   */
  search(isThorough: boolean): boolean;
  /** An event of media in it was heard. */
  noteMedia(root: ShadowRoot): void;
  /** The person has pressed something in the page: a film that comes of it is wanted soon. */
  noteHand(): void;
}

export interface RootFinderPorts {
  readonly document: Document;
  readonly openRoot: OpenRoot;
  readonly readClock: () => number;
  /** Soon, in a task of its own, so that the page has its turn before. */
  readonly goOnSoon: (search: () => void) => void;
  /** Each root once, as soon as it is found. */
  onRoot(root: ShadowRoot): void;
  /** Roots that hold media were found after `search` had returned. */
  onMore(): void;
}

/** Searches may take 0.2 % of a core: one half those that come by themselves, for up to 30 ms, and one half those called. */
const PEACE_PER_COST = 1_000;
/** Where the page has other elements than at the last search: what may be spent at once after a while without, ms. */
const SAVINGS_MS = 10;
/** A press may bring a player for so long: until then there is a search at every tick, whatever it costs, ms. */
const HAND_MS = 3_000;
/** Less than between two ticks. */
const HAND_PEACE_MS = 900;
/** Two looks in one task cost nothing and find nothing new, ms. */
const MIN_PEACE_MS = 500;
/** One slow look, on a machine that was busy with something else, must not blind us, ms. */
const MAX_PEACE_MS = 30_000;
/** At a time; no page is to stumble because we look through all of it, ms. */
const SLICE_MS = 4;
/** The clock is read once for so many elements. */
const ELEMENTS_PER_STEP = 32;
/**
 * All but most elements of most pages: the browser leaves those out ten times cheaper than a script looks at them. The
 * most frequent first, for it compares in this order.
 */
const SELDOM = ':not(div,span,a,li,p,img,path,td,ul,article)';

export function createRootFinder(ports: RootFinderPorts): RootFinder {
  const { document, openRoot, readClock } = ports;
  let known = new Set<ShadowRoot>();
  let holders: ShadowRoot[] = [];
  let framing: ShadowRoot[] = [];
  let walk: Generator<ShadowRoot | null> | null = null;
  let isDue = false;
  let costMs = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let searchedAt = readClock();
  let handAt = Number.NEGATIVE_INFINITY;
  let elementCount = 0;
  let savedMs = 0;
  let isOnSavings = false;
  const isThere = ({ host }: ShadowRoot) => host.isConnected;
  const holdsMedia = (root: ShadowRoot) => root.querySelector('video, audio') !== null;
  const holdsFrame = (root: ShadowRoot) => root.querySelector('iframe') !== null;

  const countElements = () => document.getElementsByTagName('*').length;
  const isByHand = () => readClock() - handAt < HAND_MS;
  const isCalled = () => {
    const restedMs = readClock() - searchedAt;
    if (walk !== null) return false;
    if (isByHand()) return restedMs >= HAND_PEACE_MS;
    const hasMeans = savedMs + restedMs / PEACE_PER_COST > 0;
    return restedMs >= MIN_PEACE_MS && hasMeans && countElements() !== elementCount;
  };

  const begin = (isThorough: boolean) => {
    known = new Set([...known].filter(isThere));
    elementCount = countElements();
    costMs = 0;
    isOnSavings = !isByHand() && readClock() < restsUntil;
    walk = listRoots([document, ...known], openRoot, isThorough);
    return walk;
  };

  const takeRoot = (root: ShadowRoot) => {
    if (known.has(root)) return;
    known.add(root);
    if (holdsMedia(root)) holders.push(root);
    if (holdsFrame(root)) framing.push(root);
    ports.onRoot(root);
  };

  const goOn = (roots: Generator<ShadowRoot | null>) => {
    const startedAt = readClock();
    let isDone = false;
    while (!isDone && readClock() - startedAt < SLICE_MS) {
      const step = roots.next();
      isDone = step.done === true;
      if (!isDone && step.value !== null) takeRoot(step.value);
    }
    costMs += readClock() - startedAt;
    if (!isDone) return goOnSoon();
    walk = null;
    holders = [...known].filter(holdsMedia);
    framing = [...known].filter(holdsFrame);
    const now = readClock();
    savedMs =
      Math.min(SAVINGS_MS, savedMs + (now - searchedAt) / PEACE_PER_COST) - (isOnSavings ? costMs : 0);
    searchedAt = now;
    restsUntil = now + Math.min(MAX_PEACE_MS, Math.max(MIN_PEACE_MS, costMs * PEACE_PER_COST));
  };

  const goOnSoon = () => {
    if (isDue) return;
    isDue = true;
    ports.goOnSoon(() => {
      isDue = false;
      if (walk === null) return;
      const before = holders.length;
      goOn(walk);
      if (holders.length > before) ports.onMore();
    });
  };

  return {
    get roots() {
      holders = holders.filter(isThere);
      return holders;
    },
    get framing() {
      framing = framing.filter(isThere);
      return framing;
    },
    get isCalled() {
      return isCalled();
    },
    search(isThorough) {
      if (walk === null && readClock() < restsUntil && !isCalled()) return false;
      goOn(walk ?? begin(isThorough));
      return true;
    },
    noteMedia(root) {
      if (!holders.includes(root)) holders.push(root);
    },
    noteHand() {
      handAt = readClock();
    },
  };
}

/**
 * In document order, each before those inside it; null now and then, where one may stop. Most hosts are custom elements:
 * looking at those alone is ten times cheaper.
 */
function* listRoots(
  trees: readonly (Document | ShadowRoot)[],
  openRoot: OpenRoot,
  isThorough: boolean,
): Generator<ShadowRoot | null> {
  let count = 0;
  for (const tree of trees) {
    for (const element of tree.querySelectorAll(isThorough ? '*' : SELDOM)) {
      count += 1;
      if (count % ELEMENTS_PER_STEP === 0) yield null;
      if (!isThorough && !element.localName.includes('-')) continue;
      const root = openRoot(element);
      if (root === null) continue;
      yield root;
      yield* listRoots([root], openRoot, isThorough);
    }
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
