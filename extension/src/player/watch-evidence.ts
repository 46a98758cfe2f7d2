// What speaks for a person behind a media event: the page's trusted input, activation, visibility. Watches
// without touching: capture listeners on the window, passive, before the page can swallow anything. Of the browser's own
// controls no listener hears, but the browser's count of a page's events has them in it (Event Timing).
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { Evidence } from '../engine/observation.ts';

const INPUT_EVENTS = [
  'pointerdown',
  'pointerup',
  'click',
  'keydown',
  'keyup',
  'touchend',
  'input',
  'wheel',
  'contextmenu',
] as const;

/** What a click on native controls is counted as. */
const COUNTED_EVENTS = ['pointerdown', 'pointerup', 'click'] as const;
/** Firefox counts an event with the next picture, ms after it: several pictures of a busy page. */
const COUNTED_WITHIN_MS = 200;

/**
 * Choosing from a context menu (Firefox's native speeds) is seen by no page: the menu's opening speaks for what
 * happens until the next input, for as long as a person may take to choose, ms.
 */
const MENU_EXPLAINS_MS = 10_000;
/**
 * What a page does when a button goes down is told of up to 15 ms later (facts 4a), when a tap on a touchpad is long over:
 * a person's click takes twice as long as this, and its end is what most buttons wait for, ms.
 */
const JUST_PRESSED_MS = 40;

export interface EvidenceWatch {
  read(video: HTMLMediaElement | null, now: LocalMs): Evidence;
}

/**
 * `isOwn` tells events on our own overlay: they are for us, not for the page's video. `onHand` is told of every press and
 * key in the page.
 */
export function watchEvidence(
  window: Window,
  readClock: () => LocalMs,
  isOwn: (event: Event) => boolean,
  onHand: () => void,
  signal: AbortSignal,
): EvidenceWatch {
  const { document, navigator } = window;
  const clicks = countClicks(window.performance);
  let inputAt: LocalMs | null = null;
  let unseenAt: LocalMs | null = null;
  let pressedAt: LocalMs | null = null;
  let menuOpenedAt: LocalMs | null = null;
  let visibilityAt: LocalMs | null = null;
  const noteInput = (event: Event) => {
    if (!event.isTrusted) return;
    clicks.see(event.type, readClock());
    if (isOwn(event)) return;
    inputAt = readClock();
    if (event.type === 'pointerdown') pressedAt = inputAt;
    if (event.type === 'pointerdown' || event.type === 'keydown') onHand();
    menuOpenedAt = event.type === 'contextmenu' ? inputAt : null;
  };
  const inputAge = (now: LocalMs): number | null => {
    if (menuOpenedAt !== null && now - menuOpenedAt < MENU_EXPLAINS_MS) return 0;
    return inputAt === null ? null : now - inputAt;
  };
  for (const type of INPUT_EVENTS) {
    window.addEventListener(type, noteInput, { capture: true, passive: true, signal });
  }
  const noteVisibility = () => {
    visibilityAt = readClock();
  };
  document.addEventListener('visibilitychange', noteVisibility, { capture: true, signal });
  return {
    read: (video, now) => {
      if (clicks.hasUnseen(now)) inputAt = unseenAt = now;
      return {
        inputAgeMs: inputAge(now),
        isActivated: navigator.userActivation?.isActive ?? false,
        hasNativeControls: video?.controls ?? false,
        unseenInputAgeMs: unseenAt === null ? null : now - unseenAt,
        isHidden: document.hidden,
        visibilityAgeMs: visibilityAt === null ? null : now - visibilityAt,
        isPictureInPicture: video !== null && document.pictureInPictureElement === video,
        isPressed:
          document.documentElement.matches(':active') ||
          (pressedAt !== null && now - pressedAt < JUST_PRESSED_MS),
      };
    },
  };
}

/**
 * Clicks that were counted but seen by nobody: on the browser's own controls, or swallowed by the page. Chromium counts one
 * at once, Firefox when what it has done is told already: what was seen and is not counted yet will be.
 */
function countClicks({ eventCounts }: Performance) {
  const countAll = () => COUNTED_EVENTS.reduce((sum, type) => sum + (eventCounts?.get(type) ?? 0), 0);
  let seen = 0;
  let seenAt = Number.NEGATIVE_INFINITY;
  let known = countAll();
  return {
    see(type: string, now: LocalMs): void {
      if (!COUNTED_EVENTS.some((counted) => counted === type)) return;
      seen += 1;
      seenAt = now;
    },
    /** Since the last call, which is a quarter of a second ago while the film plays and a second otherwise. */
    hasUnseen(now: LocalMs): boolean {
      const unseen = countAll() - seen;
      const isNew = unseen > known;
      // What is not counted by now never will be.
      if (isNew || now - seenAt > COUNTED_WITHIN_MS) known = unseen;
      return isNew;
    },
  };
}
