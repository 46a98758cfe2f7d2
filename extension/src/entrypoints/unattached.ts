// In the page's own world, and only where no film was found: an element that the page plays without ever
// putting it anywhere is seen by no script of ours. It is put into a hidden place when the page plays or stops it.
import { MIN_SOUND_S, UNATTACHED_TAG } from '../player/unattached.ts';

/** More than a page has use for at a time. */
const MAX_KEPT = 20;

declare global {
  /** Set in the page's own world once this script is there. */
  var sameframeUnattached: true | undefined;
}

function start(): void {
  if (globalThis.sameframeUnattached === true) return;
  Object.defineProperty(globalThis, 'sameframeUnattached', { value: true, enumerable: false });
  const { prototype } = HTMLMediaElement;
  const { play, pause } = prototype;
  let place: HTMLElement | null = null;
  /** Those that its page takes out of its document again: stopped then, they are to be nobody's. */
  const placed = new WeakSet<HTMLMediaElement>();
  const attach = (media: HTMLMediaElement): void => {
    // With a parent but ours it is part of a player that the page is still building, and not to be torn out of it.
    if (media.isConnected || (media.parentNode !== null && media.parentNode !== place)) return;
    place ??= makePlace();
    // A page may build its document anew.
    if (!place.isConnected) document.documentElement.append(place);
    place.append(media);
    media.addEventListener('ended', dropSound);
    dropOldest(place);
  };
  try {
    prototype.play = function (this: HTMLMediaElement) {
      if (this.isConnected && this.parentNode !== place) placed.add(this);
      attach(this);
      return play.call(this);
    };
    prototype.pause = function (this: HTMLMediaElement) {
      if (!this.paused && !placed.has(this)) attach(this);
      return pause.call(this);
    };
  } catch {
    // The page has frozen them: what it plays unattached stays unseen.
  }
}

/** A page's clicks and dings would all be kept for ever. One that is played again comes back. */
function dropSound({ target }: Event): void {
  const media = target as HTMLMediaElement;
  if (media.ended && media.duration < MIN_SOUND_S && media.matches(`${UNATTACHED_TAG}>*`)) media.remove();
}

/** A page that takes a new element for each of its songs leaves the last one behind, paused. */
function dropOldest(place: HTMLElement): void {
  const media = [...place.children] as HTMLMediaElement[];
  for (const old of media.slice(0, -MAX_KEPT)) if (old.paused) old.remove();
}

function makePlace(): HTMLElement {
  const place = document.createElement(UNATTACHED_TAG);
  place.style.setProperty('display', 'none', 'important');
  return place;
}

start();
