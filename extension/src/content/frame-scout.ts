// Keeps looking for the video of this frame and tells when what the background must know has changed.
import type { ContentToBackground, Page, SiteNotice } from '../messages/content-background.ts';
import { type Found, findVideo, isFilm, listClosedFrames } from '../player/find-video.ts';
import { watchAppearance } from '../player/observe-video.ts';
import { createRootFinder, openRootOf } from '../player/shadow-roots.ts';
import { canonicalUrlOf } from '../sites/index.ts';

type Candidate = Extract<ContentToBackground, { kind: 'candidate' }>;

/** The background compares frames by score: changes below this share are not worth a message. */
const SCORE_CHANGE = 0.1;

/**
 * On a page of hundreds of videos each look costs, and those of a feed come and go all the time. Looks may take this
 * share of the time, and the savings of some seconds at once: a player that swaps its elements is not to wait.
 */
const SHARE = 0.001;
const SAVINGS_MS = 10;
/** Between two looks, ms: with savings, and without. A film is found within a second all the same. */
const PEACE_MS = 100;
const LONG_PEACE_MS = 900;

export interface FrameScout {
  /** The best element as of the last look. */
  readonly video: HTMLMediaElement | null;
  /** At once. */
  look(): void;
  /** Unless it has just been done. */
  lookAgain(): void;
  /** Looks if the page has gone elsewhere since the last look; cheap enough for each event of a video. */
  noticeNavigation(): void;
  /** Tells the background all again, on a new line. */
  repeat(): void;
}

export interface FrameScoutOptions {
  readonly window: Window;
  readonly isTop: boolean;
  /** What the site says of an element, where it says anything. */
  readonly weigh: ((media: HTMLMediaElement) => number) | undefined;
  readSiteNotice(): SiteNotice | null;
  readClock(): number;
  /** Of the top frame alone: the page has another address or title than at the last look. */
  onPage(page: Page | null): void;
  onVideo(video: HTMLMediaElement | null): void;
  onCandidate(candidate: Candidate): void;
  /** For who measures what looking costs. */
  onLooked(startedAt: number, endedAt: number): void;
  readonly signal: AbortSignal;
}

export function scoutFrame(options: FrameScoutOptions): FrameScout {
  const { document } = options.window;
  let video: HTMLMediaElement | null = null;
  let told: Candidate | null = null;
  let isLookQueued = false;
  let address = '';
  let savedMs = SAVINGS_MS;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let restsUntil = Number.NEGATIVE_INFINITY;

  const look = () => {
    const startedAt = options.readClock();
    address = options.window.location.href;
    const page = options.isTop ? readPage(options.window) : null;
    // Before any video of it: what a new page shows is nothing that happened to the old one.
    if (options.isTop && !isSamePage(told?.page ?? null, page)) options.onPage(page);
    tell(find(), page);
    const endedAt = options.readClock();
    savedMs = Math.min(SAVINGS_MS, savedMs + (endedAt - lookedAt) * SHARE) - (endedAt - startedAt);
    lookedAt = endedAt;
    restsUntil = endedAt + (savedMs > 0 ? PEACE_MS : LONG_PEACE_MS);
    options.onLooked(startedAt, endedAt);
  };

  const find = () => {
    const lookOnce = () => findVideo([document, ...finder.roots], video, options.weigh);
    const found = lookOnce();
    // Behind ordinary elements only where nothing else is to be found: it costs ten times as much.
    const hasSearched = finder.search(found === null || !isFilm(found.video));
    return hasSearched && finder.roots.length > 0 ? lookOnce() : found;
  };

  const tell = (found: Found | null, page: Page | null) => {
    const next = found?.video ?? null;
    if (next !== video) {
      video = next;
      options.onVideo(video);
    }
    const candidate: Candidate = {
      kind: 'candidate',
      score: found?.score ?? null,
      page,
      closedFrames: found === null ? listClosedFrames(document) : [],
      siteNotice: options.readSiteNotice(),
    };
    if (told !== null && isAlike(told, candidate)) return;
    told = candidate;
    options.onCandidate(candidate);
  };

  const queueLook = () => {
    if (isLookQueued) return;
    isLookQueued = true;
    const run = () => {
      isLookQueued = false;
      if (!options.signal.aborted) look();
    };
    const waitMs = restsUntil - options.readClock();
    // Timers of hidden pages come late: there the background's ticks do the work.
    if (waitMs > 0) setTimeout(run, waitMs);
    else queueMicrotask(run);
  };

  const finder = createRootFinder({
    document,
    openRoot: openRootOf,
    readClock: options.readClock,
    onRoot: (root) => {
      const take = () => {
        finder.noteMedia(root);
        queueLook();
      };
      watchAppearance(root, take, options.signal);
    },
  });
  watchAppearance(document, queueLook, options.signal);
  return {
    get video() {
      return video;
    },
    look,
    lookAgain() {
      if (options.readClock() >= restsUntil) look();
    },
    noticeNavigation() {
      if (options.window.location.href !== address) look();
    },
    repeat() {
      told = null;
      look();
    },
  };
}

/** What the tab shows, by its canonical address: the same for everyone who watches the same. */
export function readPage(window: Window): Page | null {
  const url = new URL(window.location.href);
  if (!/^https?:$/.test(url.protocol)) return null;
  const canonical = canonicalUrlOf(url, window.document);
  return canonical.length > 2_048 ? null : { url: canonical, title: window.document.title.slice(0, 200) };
}

function isSamePage(a: Page | null, b: Page | null): boolean {
  return a?.url === b?.url && a?.title === b?.title;
}

function isAlike(a: Candidate, b: Candidate): boolean {
  const isScoreAlike =
    a.score === null || b.score === null
      ? a.score === b.score
      : Math.abs(a.score - b.score) <= SCORE_CHANGE * Math.max(a.score, b.score);
  const isNoticeAlike = a.siteNotice?.kind === b.siteNotice?.kind;
  return (
    isScoreAlike &&
    isSamePage(a.page, b.page) &&
    isNoticeAlike &&
    a.closedFrames.join() === b.closedFrames.join()
  );
}
