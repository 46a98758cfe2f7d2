// How much each element of a page looks like what a person would call *the* video: by what they see and hear, never by
// index. Knows no parties and no frames.
import { isUnattached, MIN_SOUND_S } from './unattached.ts';

/** How much a site's adapter lets an element count beside others, 0 to 1. */
export type Weigh = (media: HTMLMediaElement) => number;

export interface Found {
  readonly media: HTMLMediaElement;
  /** Area in px², weighted; 0 is nothing to watch or hear. */
  readonly score: number;
}

/** Previews and adverts: muted loops that nobody started. Any film, however small, is more. */
const PROMO_WEIGHT = 0.01;
/** Muted and without controls of its own: a preview, or a film that the browser let start only so. */
const MUTED_WEIGHT = 0.5;
/** Without metadata it may never become a video. */
const UNREADY_WEIGHT = 0.5;
/** Painted by nobody at the moment: players fade, and some draw the picture elsewhere. */
const UNSEEN_WEIGHT = 0.1;
/** Adverts and trailers are short. A film that is short competes with nothing longer. */
const SHORT_S = 60;
const SHORT_WEIGHT = 0.5;
/** Somebody has let it play, with its sound. */
const STARTED_WEIGHT = 1.5;
/** A sound has no area: one that plays is more than any muted loop, and no more than a small film, px². */
const STARTED_SOUND_SCORE = 50_000;
/** A sound that rests still beats nothing. */
const SOUND_SCORE = 1;

export function rankMedia(media: HTMLMediaElement, weigh: Weigh = () => 1): Found {
  return { media, score: (isSound(media) ? scoreSound(media) : scorePicture(media)) * weigh(media) };
}

/** Nothing of it is to be seen: an audio element, or one that the page has in no document. */
export function isSound(media: HTMLMediaElement): boolean {
  return media.localName === 'audio' || isUnattached(media);
}

/** A picture that somebody may have come for: no sound alone, no muted loop. */
export function isFilm(media: HTMLMediaElement): boolean {
  return !isSound(media) && !isPromo(media);
}

/** Seconds; null while unknown, or endless. */
export function lengthOf({ duration }: HTMLMediaElement): number | null {
  return Number.isFinite(duration) ? duration : null;
}

function scoreSound(media: HTMLMediaElement): number {
  const lengthS = lengthOf(media);
  if (!hasSource(media) || (lengthS !== null && lengthS < MIN_SOUND_S)) return 0;
  return (isStarted(media) ? STARTED_SOUND_SCORE : SOUND_SCORE) * readinessOf(media);
}

/** Makes nothing on the way: there may be hundreds, all looked at in one task. */
function scorePicture(media: HTMLMediaElement): number {
  const { width, height } = media.getBoundingClientRect();
  let score = width * height * readinessOf(media);
  if (isQuiet(media)) score *= media.loop ? PROMO_WEIGHT * MUTED_WEIGHT : MUTED_WEIGHT;
  if (media.duration <= SHORT_S) score *= SHORT_WEIGHT;
  if (isStarted(media)) score *= STARTED_WEIGHT;
  return isUnseen(media) ? score * UNSEEN_WEIGHT : score;
}

function readinessOf({ readyState }: HTMLMediaElement): number {
  return readyState >= 1 ? 1 : UNREADY_WEIGHT;
}

function isPromo(media: HTMLMediaElement): boolean {
  return media.loop && isQuiet(media);
}

function isQuiet(media: HTMLMediaElement): boolean {
  return media.muted && !media.controls && !isStarted(media);
}

/** Whoever mutes what they have heard still watches it: this source, for a muted loop may be what comes after it. */
const heard = new WeakMap<HTMLMediaElement, string>();

function isStarted(media: HTMLMediaElement): boolean {
  if (!media.muted && media.played.length > 0) heard.set(media, media.currentSrc);
  if (media.muted && media.loop) return heard.get(media) === media.currentSrc;
  return heard.has(media);
}

function isUnseen(media: HTMLMediaElement): boolean {
  return !media.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

function hasSource(media: HTMLMediaElement): boolean {
  return media.currentSrc !== '' || media.srcObject !== null;
}
