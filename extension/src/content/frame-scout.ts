// Keeps looking for the video of this frame and tells when what the background must know has changed.
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import type { Media } from '@sameframe/shared/playback.ts';
import type { ContentToBackground, Page, SiteNotice } from '../messages/content-background.ts';
import {
  type Choice,
  chooseVideo,
  hasAdBeside,
  listClosedFrames,
  listMedia,
  NO_CHOICE,
} from '../player/find-video.ts';
import { watchAppearance } from '../player/observe-video.ts';
import { type Found, isFilm, rankMedia, type Weigh } from '../player/rank-media.ts';
import { createRootFinder, openRootOf } from '../player/shadow-roots.ts';
import { canonicalUrlOf } from '../sites/index.ts';

type Candidate = Extract<ContentToBackground, { kind: 'candidate' }>;

/** As long as a key may be (SPEC MK2), less what the key of an address is longer by at most: `https`, a closing slash. */
const MAX_ADDRESS_LENGTH = 2_048 - 's/'.length;
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
/** Where no event asks for a look, only what no event tells of is missed (a size, what covers it): so long at most, ms. */
const LONGEST_PEACE_MS = 10_000;
/** Between two parts of a long search for shadow roots: two frames, ms. */
const SEARCH_PAUSE_MS = 32;

export interface FrameScout {
  /** The best element as of the last look. */
  readonly video: HTMLMediaElement | null;
  /** What the person has chosen by hand; null when it is gone, or nothing was. */
  readonly picked: HTMLMediaElement | null;
  /** All that one could choose as of the last look, in the document's order. */
  readonly choices: readonly HTMLMediaElement[];
  /** The video waits for an advert, of what the last look found. */
  readonly hasAdBeside: boolean;
  /** Unless it has just been done. */
  lookAgain(): void;
  /** The person has pressed something in the page, of which a film may come. */
  noteHand(): void;
  /** Looks if the page has gone elsewhere since the last look; cheap enough for each event of a video. */
  noticeNavigation(): void;
  /** The person's choice, which stays until it is gone from the page; null leaves it to us again. */
  pick(media: HTMLMediaElement | null): void;
  /** Tells the background all again, on a new line. */
  repeat(): void;
}

export interface FrameScoutOptions {
  readonly window: Window;
  readonly isTop: boolean;
  /** What the site says of an element, where it says anything. */
  readonly weigh: Weigh | undefined;
  readSiteNotice(): SiteNotice | null;
  readClock(): number;
  /** Of the top frame alone: the page has another address or title than at the last look. */
  onPage(page: Page | null): void;
  onVideo(video: HTMLMediaElement | null): void;
  /** To the background: what this frame has, and that one within it has come or has loaded a document. */
  send(word: Candidate | { readonly kind: 'frame' }): void;
  /** For who measures what looking costs. */
  onLooked(startedAt: number, endedAt: number): void;
  readonly signal: AbortSignal;
}

export function scoutFrame(options: FrameScoutOptions): FrameScout {
  const { document } = options.window;
  let found: readonly Found[] = [];
  let choice: Choice = NO_CHOICE;
  let picked: HTMLMediaElement | null = null;
  let told: Candidate | null = null;
  let isLookQueued = false;
  let frameCount = Number.POSITIVE_INFINITY;
  let address = '';
  let savedMs = SAVINGS_MS;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let restsUnaskedUntil = Number.NEGATIVE_INFINITY;

  const look = (isAnew = false) => {
    const startedAt = options.readClock();
    address = options.window.location.href;
    const page = options.isTop ? readPage(options.window) : null;
    // Before any video of it: what a new page shows is nothing that happened to the old one.
    if (options.isTop && !isSamePage(told?.page ?? null, page)) options.onPage(page);
    find(isAnew || (options.isTop && told !== null && told.page?.url !== page?.url));
    tell(page);
    const endedAt = options.readClock();
    savedMs = Math.min(SAVINGS_MS, savedMs + (endedAt - lookedAt) * SHARE) - (endedAt - startedAt);
    lookedAt = endedAt;
    restsUntil = endedAt + (savedMs > 0 ? PEACE_MS : LONG_PEACE_MS);
    restsUnaskedUntil = endedAt + Math.min((endedAt - startedAt) / SHARE, LONGEST_PEACE_MS);
    options.onLooked(startedAt, endedAt);
  };

  const hasMoved = () => options.window.location.href !== address;

  const noteFrame = () => options.send({ kind: 'frame' });

  const find = (isAnew: boolean) => {
    const before = choice.media;
    found = rankAll();
    // Behind ordinary elements only where nothing else is to be found: it costs ten times as much.
    const hasFilm = found.some(({ media, score }) => score > 0 && isFilm(media));
    if (finder.search(!hasFilm) && finder.roots.length > 0) found = rankAll();
    if (!found.some(({ media }) => media === picked)) picked = null;
    choice = chooseVideo(found, isAnew ? NO_CHOICE : choice, picked, options.readClock());
    if (choice.media !== before) options.onVideo(choice.media);
  };

  const rankAll = () =>
    [document, ...finder.roots].flatMap(listMedia).map((media) => rankMedia(media, options.weigh));

  const listChoices = () =>
    found.filter(({ media, score }) => score > 0 || media === picked).map(({ media }) => media);

  const tell = (page: Page | null) => {
    const candidate: Candidate = {
      kind: 'candidate',
      score: choice.score,
      page,
      closedFrames: picked === null ? listClosedFrames([document, ...finder.framing], choice) : [],
      siteNotice: options.readSiteNotice(),
      count: listChoices().length,
      isPicked: picked !== null,
      isFilm: choice.media !== null && (choice.media === picked || isFilm(choice.media)),
    };
    if (told !== null && isAlike(told, candidate)) return;
    told = candidate;
    options.send(candidate);
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
    goOnSoon: (search) =>
      setTimeout(() => {
        if (options.signal.aborted) return;
        const startedAt = options.readClock();
        search();
        options.onLooked(startedAt, options.readClock());
      }, SEARCH_PAUSE_MS),
    onMore: queueLook,
    onRoot: (root) => {
      const take = () => {
        finder.noteMedia(root);
        queueLook();
      };
      watchAppearance(root, take, noteFrame, options.signal);
    },
  });
  watchAppearance(document, queueLook, noteFrame, options.signal);
  return {
    get video() {
      return choice.media;
    },
    get hasAdBeside() {
      return hasAdBeside(choice.media, found);
    },
    lookAgain() {
      // Some never have all of their document, and their `load` is not heard.
      const { length } = document.getElementsByTagName('iframe');
      if (length > frameCount) noteFrame();
      frameCount = length;
      // With the film in another frame no event of it tells us that the page is another one.
      const isAsked = isLookQueued || hasMoved() || finder.isCalled;
      if (options.readClock() >= (isAsked ? restsUntil : Math.max(restsUntil, restsUnaskedUntil))) look();
    },
    noteHand: finder.noteHand,
    get picked() {
      return picked;
    },
    get choices() {
      return listChoices();
    },
    noticeNavigation() {
      if (hasMoved()) look();
    },
    pick(media) {
      // Left to us again, all are looked at as if for the first time.
      const isAnew = media === null && picked !== null;
      picked = media;
      look(isAnew);
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
  return canonical.length > MAX_ADDRESS_LENGTH
    ? null
    : { url: canonical, title: window.document.title.slice(0, 200) };
}

export function mediaOf(page: Page | null): Media | null {
  return page === null ? null : { key: mediaKeyOf(page.url), url: page.url, title: page.title };
}

function isSamePage(a: Page | null, b: Page | null): boolean {
  return a?.url === b?.url && a?.title === b?.title;
}

function isAlike(a: Candidate, b: Candidate): boolean {
  const isScoreAlike =
    a.score === null || b.score === null
      ? a.score === b.score
      : Math.abs(a.score - b.score) <= SCORE_CHANGE * Math.max(a.score, b.score);
  const isFoundAlike =
    a.count === b.count &&
    a.isPicked === b.isPicked &&
    a.isFilm === b.isFilm &&
    JSON.stringify(a.closedFrames) === JSON.stringify(b.closedFrames);
  const isNoticeAlike = a.siteNotice?.kind === b.siteNotice?.kind;
  return isScoreAlike && isSamePage(a.page, b.page) && isNoticeAlike && isFoundAlike;
}
