// Which element of this frame a person would call *the* video: by what they see, never by index. Knows nothing
// of parties; which frame of the tab wins is the background's choice.

export interface Found {
  readonly video: HTMLMediaElement;
  /** Visible area in px², weighted by readiness. */
  readonly score: number;
}

/** Previews and adverts: muted loops that nobody started. */
const PROMO_WEIGHT = 0.2;
/** Without metadata it may never become a video. */
const UNREADY_WEIGHT = 0.5;
/** A sound without a picture has no area; it still beats nothing. */
const AUDIO_SCORE = 1;
/** A rival takes over only when it is this much better: choices must not flap (ad swaps). */
const TAKEOVER_FACTOR = 2;
/** Frames smaller than this hold no film, px². */
const MIN_FRAME_AREA = 200 * 120;

/**
 * The best element of a frame's trees; the current one stays unless it is gone or clearly beaten. `weigh`: how much a
 * site counts an element, 0 to 1.
 */
export function findVideo(
  trees: readonly (Document | ShadowRoot)[],
  current: HTMLMediaElement | null,
  weigh: (media: HTMLMediaElement) => number = () => 1,
): Found | null {
  let best: Found | null = null;
  let kept: Found | null = null;
  for (const video of trees.flatMap(listMedia)) {
    const found = { video, score: scoreMedia(video) * weigh(video) };
    if (found.score > 0 && found.score > (best?.score ?? 0)) best = found;
    if (video === current && found.score > 0) kept = found;
  }
  return kept !== null && best !== null && best.score < kept.score * TAKEOVER_FACTOR ? kept : best;
}

/** Origins of large frames that this script cannot look into. */
export function listClosedFrames(document: Document): string[] {
  const origins = new Set<string>();
  for (const frame of document.querySelectorAll('iframe')) {
    const { width, height } = frame.getBoundingClientRect();
    if (width * height < MIN_FRAME_AREA || isReachable(frame)) continue;
    const origin = originOf(frame.src, document.baseURI);
    if (origin !== null) origins.add(origin);
  }
  return [...origins].slice(0, 16);
}

function listMedia(tree: Document | ShadowRoot): HTMLMediaElement[] {
  return [...tree.querySelectorAll<HTMLMediaElement>('video, audio')];
}

function scoreMedia(video: HTMLMediaElement): number {
  const readiness = video.readyState >= 1 ? 1 : UNREADY_WEIGHT;
  if (video.localName === 'audio') return hasSource(video) ? AUDIO_SCORE * readiness : 0;
  const { width, height } = video.getBoundingClientRect();
  return width * height * readiness * (isPromo(video) ? PROMO_WEIGHT : 1);
}

/** A picture that somebody may have come for: no sound alone, no muted loop. */
export function isFilm(media: HTMLMediaElement): boolean {
  return media.localName === 'video' && !isPromo(media);
}

function isPromo({ muted, loop, controls }: HTMLMediaElement): boolean {
  return muted && loop && !controls;
}

function hasSource(media: HTMLMediaElement): boolean {
  return media.currentSrc !== '' || media.srcObject !== null;
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
