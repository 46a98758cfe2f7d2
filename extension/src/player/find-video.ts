// Which element of this frame is the party's video, and not another one every moment. Knows nothing of parties; which
// frame of the tab wins is the background's choice.
import { isShortBeside } from '@sameframe/shared/advert.ts';
import { isAt } from './is-at.ts';
import { type Found, isSound, lengthOf } from './rank-media.ts';

/** What was found at the last look, and what of it the next one has to know. */
export interface Choice {
  readonly media: HTMLMediaElement | null;
  /** Null: there is none to watch or hear. */
  readonly score: number | null;
  /** The one in use has gone a moment ago, this good it was. */
  readonly gone: { readonly score: number; readonly at: number } | null;
}

export const NO_CHOICE: Choice = { media: null, score: null, gone: null };

/** A rival takes over only when it is this much better: choices must not flap (ad swaps). */
const TAKEOVER_FACTOR = 2;
/** What comes in place of a film that has gone is at first this much less: without metadata, and started by nobody. */
const SUCCESSOR_SHARE = 0.25;
/** Players take their element away and bring another: for so long no lesser one takes its place, ms. */
const SUCCESSION_MS = 3_000;
/** Frames smaller than this hold no film, px². */
const MIN_FRAME_AREA = 200 * 120;
/** How films are shaped: a column of comments, however long, has room for no large one. */
const FILM_SHAPE = 16 / 9;

/** A frame that this script cannot look into. */
export interface ClosedFrame {
  readonly origin: string;
  /** Of the largest film that it has room for, px². */
  readonly area: number;
}

/** `picked` is the person's own choice, which nothing outdoes. */
export function chooseVideo(
  found: readonly Found[],
  before: Choice,
  picked: HTMLMediaElement | null,
  now: number,
): Choice {
  const own = found.find(({ media }) => media === picked);
  if (own !== undefined) return take({ ...own, score: Math.max(own.score, 1) });
  const best = found.reduce<Found | null>(
    (most, each) => (each.score > (most?.score ?? 0) ? each : most),
    null,
  );
  const kept = found.find(({ media }) => media === before.media);
  if (kept !== undefined && kept.score > 0) {
    return best !== null && best.score >= kept.score * TAKEOVER_FACTOR ? take(best) : take(kept);
  }
  const hasOnlyAd =
    kept !== undefined && best !== null && isShortBeside(lengthOf(best.media), lengthOf(kept.media));
  if (hasOnlyAd) return { ...before, score: before.score ?? before.gone?.score ?? null, gone: null };
  const gone = before.gone ?? (before.score === null ? null : { score: before.score, at: now });
  const isSucceeded = best !== null && (gone === null || best.score >= gone.score * SUCCESSOR_SHARE);
  const isPatient = gone !== null && now - gone.at < SUCCESSION_MS;
  // Still in hand: pages put an element back, and what it told while it was out belongs to it.
  if (isPatient && !isSucceeded) return { media: before.media, score: null, gone };
  return best === null ? NO_CHOICE : take(best);
}

/** Large frames that this script cannot look into, by origin, and in which there may be a film clearly better than this. */
export function listClosedFrames(trees: readonly (Document | ShadowRoot)[], choice: Choice): ClosedFrame[] {
  const areas = new Map<string, number>();
  for (const frame of trees.flatMap((tree) => [...tree.querySelectorAll('iframe')])) {
    const { width, height } = frame.getBoundingClientRect();
    const area = Math.min(width, height * FILM_SHAPE) * Math.min(height, width / FILM_SHAPE);
    const isWorthIt = width * height >= MIN_FRAME_AREA && area > (choice.score ?? 0) * TAKEOVER_FACTOR;
    if (!isWorthIt || isReachable(frame)) continue;
    const origin = originOf(frame.src, frame.baseURI);
    if (origin !== null) areas.set(origin, Math.max(area, areas.get(origin) ?? 0));
  }
  return [...areas].slice(0, 16).map(([origin, area]) => ({ origin, area }));
}

/** An advert in an element of its own is on over the film, or in its place, which waits for it. */
export function hasAdBeside(film: HTMLMediaElement | null, found: readonly Found[]): boolean {
  if (film?.paused !== true) return false;
  const isAd = ({ media }: Found) =>
    media !== film &&
    !media.paused &&
    !media.muted &&
    !isSound(media) &&
    isShortBeside(lengthOf(media), lengthOf(film));
  const { left, top, width, height } = film.getBoundingClientRect();
  return found.some(
    (each) => isAd(each) && (width === 0 || isAt(each.media, left + width / 2, top + height / 2)),
  );
}

export function listMedia(tree: Document | ShadowRoot): HTMLMediaElement[] {
  return [...tree.querySelectorAll<HTMLMediaElement>('video, audio')];
}

function take({ media, score }: Found): Choice {
  return { media, score, gone: null };
}

function isReachable(frame: HTMLIFrameElement): boolean {
  try {
    return frame.contentDocument !== null;
  } catch {
    // Firefox throws where Chrome answers null: it is another site's frame either way.
    return false;
  }
}

function originOf(src: string, base: string): string | null {
  // URL.parse() came after our oldest browsers.
  if (!URL.canParse(src, base)) return null;
  const url = new URL(src, base);
  return /^https?:$/.test(url.protocol) ? url.origin : null;
}
