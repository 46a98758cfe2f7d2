// What speaks for a person behind a media event: the page's trusted input, activation, visibility. Watches
// without touching: capture listeners on the window, passive, before the page can swallow anything. Of the browser's own
// controls no listener hears, but Chromium's count of a page's events has them in it (Event Timing).
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

/** `isOwn` tells events on our own overlay: they are for us, not for the page's video. */
export function watchEvidence(
  window: Window,
  readClock: () => LocalMs,
  isOwn: (event: Event) => boolean,
  signal: AbortSignal,
): EvidenceWatch {
  const { document, navigator } = window;
  const clicks = countClicks(window.performance);
  let inputAt: LocalMs | null = null;
  let pressedAt: LocalMs | null = null;
  let menuOpenedAt: LocalMs | null = null;
  let visibilityAt: LocalMs | null = null;
  const noteInput = (event: Event) => {
    if (!event.isTrusted) return;
    clicks.see(event.type);
    if (isOwn(event)) return;
    inputAt = readClock();
    if (event.type === 'pointerdown') pressedAt = inputAt;
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
      if (clicks.hasUnseen()) inputAt = now;
      return {
        inputAgeMs: inputAge(now),
        isActivated: navigator.userActivation?.isActive ?? false,
        hasNativeControls: video?.controls ?? false,
        isInputCounted: clicks.isCounted(),
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
 * Clicks that were counted but seen by nobody: on the browser's own controls, or swallowed by the page. Only where the count
 * is there as soon as the event: Firefox adds to it with the next picture, when what a click has done is told already.
 */
function countClicks({ eventCounts }: Performance) {
  const countAll = () => COUNTED_EVENTS.reduce((sum, type) => sum + (eventCounts?.get(type) ?? 0), 0);
  let isProven = false;
  let isLate = false;
  let seen = 0;
  let before = { counted: countAll(), seen };
  return {
    see(type: string): void {
      if (!COUNTED_EVENTS.some((counted) => counted === type)) return;
      seen += 1;
      if (countAll() - before.counted < seen - before.seen) isLate = true;
      else isProven = true;
    },
    /** Since the last call, which is a quarter of a second ago while the film plays and a second otherwise. */
    hasUnseen(): boolean {
      const now = { counted: countAll(), seen };
      const unseen = now.counted - before.counted - (now.seen - before.seen);
      before = now;
      return unseen > 0 && !isLate;
    },
    isCounted: (): boolean => isProven && !isLate,
  };
}
