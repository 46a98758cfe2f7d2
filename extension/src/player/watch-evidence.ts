// What speaks for a person behind a media event: the page's trusted input, activation, visibility. Watches
// without touching: capture listeners on the window, passive, before the page can swallow anything. Of the browser's own
// controls no listener hears, but the browser's count of a page's events has them in it (Event Timing).
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { Evidence } from '../engine/observation.ts';
import { isAt } from './is-at.ts';

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

/** Who scrolls or writes means the page: what it does to its film meanwhile is its own doing. */
const WRITING_EVENTS: readonly string[] = ['keydown', 'keyup', 'input'];
/** What one writes in; sliders, boxes and buttons may be a player's. */
const FIELDS = `textarea,input${['range', 'checkbox', 'radio', 'button', 'submit', 'reset', 'image', 'color']
  .map((type) => `:not([type=${type}])`)
  .join('')}`;

/** What a click on native controls is counted as. */
const COUNTED_EVENTS = ['pointerdown', 'pointerup', 'click'] as const;
/** Firefox counts an event with one of the next pictures, of which a busy page draws none for long: within this, ms, and two. */
const COUNTED_WITHIN_MS = 200;

/** The end of what has opened a context menu (Windows: before it, elsewhere: after it) is nothing that is done next. */
const RELEASES: readonly string[] = ['pointerup', 'keyup'];
/**
 * What a page does when a button goes down is told of up to 15 ms later (facts 4a), when a tap on a touchpad is long over:
 * a person's click takes twice as long as this, and its end is what most buttons wait for, ms.
 */
const JUST_PRESSED_MS = 40;
/** A key that goes up this soon, ms, ends the press that it went down for: whoever presses anew brings another `keydown`. */
const KEY_PRESS_MS = 500;
/** As long as the engine lets a button that is down matter (PRESS_HOLD_MS), ms: that it goes up may be heard by nobody. */
const HEARD_DOWN_MS = 400;

export interface EvidenceWatch {
  read(video: HTMLMediaElement | null, now: LocalMs): Evidence;
}

interface Menu {
  readonly openedAt: LocalMs;
  readonly event: MouseEvent;
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
  const clicks = countClicks(window);
  const isKeyReleased = followKeys();
  const button = followButton();
  const hasSpeedMenu = 'mozInnerScreenX' in window;
  let inputAt: LocalMs | null = null;
  let ownInputAt = readClock();
  let unseenAt: LocalMs | null = null;
  let menu: Menu | null = null;
  let visibilityAt: LocalMs | null = null;
  let isAway = false;
  const noteInput = (event: Event) => {
    if (!event.isTrusted) return;
    const at = readClock();
    clicks.see(event.type, at);
    if (!RELEASES.includes(event.type)) forgetMenu();
    const isOurs = isOwn(event);
    button.see(event.type, at, isOurs);
    if (isOurs) {
      ownInputAt = at;
      return;
    }
    if (event.type === 'pointerdown' || event.type === 'keydown') onHand();
    if (event.type === 'wheel') return;
    // An activation that writing has given speaks for nobody either.
    if (isWriting(event)) ownInputAt = at;
    else if (!isKeyReleased(event.type, at)) inputAt = at;
    if (event.type === 'contextmenu' && hasSpeedMenu) menu = { openedAt: at, event: event as MouseEvent };
  };
  const forgetMenu = () => {
    menu = null;
  };
  for (const type of INPUT_EVENTS) {
    window.addEventListener(type, noteInput, { capture: true, passive: true, signal });
  }
  // A press in another frame, or outside of the page.
  window.addEventListener('blur', forgetMenu, { signal });
  const noteVisibility = () => {
    visibilityAt = readClock();
    forgetMenu();
  };
  const noteAway = (video: HTMLMediaElement | null, now: LocalMs) => {
    const wasAway = isAway;
    isAway = isScrolledAway(window, video);
    if (isAway !== wasAway) visibilityAt = now;
  };
  document.addEventListener('visibilitychange', noteVisibility, { capture: true, signal });
  return {
    read: (video, now) => {
      const unseen = clicks.takeUnseen(now);
      if (unseen !== 'none') inputAt = unseenAt = now;
      if (unseen === 'click') forgetMenu();
      noteAway(video, now);
      return {
        inputAgeMs: inputAt === null ? null : now - inputAt,
        ownInputAgeMs: now - ownInputAt,
        menuOpenedAt: menu !== null && video !== null && isOn(video, menu.event) ? menu.openedAt : null,
        isActivated: navigator.userActivation?.isActive === true && !isBusyElsewhere(window, video),
        hasNativeControls: video?.controls ?? false,
        unseenInputAgeMs: unseenAt === null ? null : now - unseenAt,
        isHidden: document.hidden || isAway,
        isPageHidden: document.hidden,
        visibilityAgeMs: visibilityAt === null ? null : now - visibilityAt,
        isPictureInPicture: isInLittleWindow(video),
        // Firefox calls nothing active where the page keeps a press from it, as players do (Quirk #5).
        isPressed: document.documentElement.matches(':active') || button.isPressed(now),
      };
    },
  };
}

function isWriting(event: Event): boolean {
  if (!WRITING_EVENTS.includes(event.type)) return false;
  // The innermost one, also in an open shadow root.
  const [target] = event.composedPath() as [Partial<HTMLElement>?];
  return target?.isContentEditable === true || target?.matches?.(FIELDS) === true;
}

/**
 * A press or a key activates all pages around its frame, and those of the same origin in it, and nobody sees it there. Who is
 * at work in a frame of the page (a chat, comments), or writes in the page around, means no film of this one; what they
 * press on its native controls takes the focus.
 */
function isBusyElsewhere(window: Window, video: HTMLMediaElement | null): boolean {
  const around = window.frameElement?.ownerDocument.activeElement as Partial<HTMLElement> | null | undefined;
  if (around?.isContentEditable === true || around?.matches?.(FIELDS) === true) return true;
  let focused = window.document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused?.localName === 'iframe' && video?.controls !== true;
}

/** Where it is in a shadow root, that tells: a document names the outermost host. */
function isInLittleWindow(video: HTMLMediaElement | null): boolean {
  return (video?.getRootNode() as Document | undefined)?.pictureInPictureElement === video;
}

/** Browsers stop such a one then, and set it going when it is back (facts 4a). */
function isScrolledAway({ innerWidth, innerHeight }: Window, video: HTMLMediaElement | null): boolean {
  if (!video?.muted || !video.autoplay) return false;
  const { left, right, top, bottom } = video.getBoundingClientRect();
  return right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight;
}

function isOn(video: HTMLMediaElement, { clientX, clientY, defaultPrevented }: MouseEvent): boolean {
  // The page's own menu comes instead of the browser's.
  return isAt(video, clientX, clientY) && !defaultPrevented;
}

function followButton() {
  let pressedAt = Number.NEGATIVE_INFINITY;
  let isDown = false;
  return {
    see(type: string, at: LocalMs, isOurs: boolean): void {
      // Wherever it goes up.
      if (type === 'pointerup') isDown = false;
      if (type !== 'pointerdown' || isOurs) return;
      pressedAt = at;
      isDown = true;
    },
    isPressed: (now: LocalMs): boolean => now - pressedAt < (isDown ? HEARD_DOWN_MS : JUST_PRESSED_MS),
  };
}

/** Tells of each input whether it only ends the press of a key. */
function followKeys(): (type: string, at: LocalMs) => boolean {
  let downAt = Number.NEGATIVE_INFINITY;
  return (type, at) => {
    if (type === 'keydown') downAt = at;
    return type === 'keyup' && at - downAt < KEY_PRESS_MS;
  };
}

/** `press`: it began or ended, with any button. */
type Unseen = 'none' | 'press' | 'click';

/**
 * Clicks that were counted but seen by nobody: on the browser's own controls, or swallowed by the page. Chromium counts one
 * at once, Firefox when what it has done is told already: what was seen and is not counted yet will be.
 */
function countClicks(window: Window) {
  const { eventCounts } = window.performance;
  const counts = COUNTED_EVENTS.map((type) => {
    const count = () => eventCounts?.get(type) ?? 0;
    return { type, count, seen: 0, known: count() };
  });
  let seenAt = Number.NEGATIVE_INFINITY;
  let undrawn = 0;
  const noteDrawn = () => {
    undrawn -= 1;
  };
  return {
    see(type: string, now: LocalMs): void {
      const counted = counts.find((each) => each.type === type);
      if (counted === undefined) return;
      counted.seen += 1;
      seenAt = now;
      undrawn += 1;
      window.requestAnimationFrame(() => window.requestAnimationFrame(noteDrawn));
    },
    /** Since the last call, which is a quarter of a second ago while the film plays and a second otherwise. */
    takeUnseen(now: LocalMs): Unseen {
      // What is not counted by now never will be.
      const isSettled = undrawn === 0 && now - seenAt > COUNTED_WITHIN_MS;
      const fresh = counts.filter((each) => {
        const unseen = each.count() - each.seen;
        const isNew = unseen > each.known;
        if (isNew || isSettled) each.known = unseen;
        return isNew;
      });
      if (fresh.length === 0) return 'none';
      return fresh.some(({ type }) => type === 'click') ? 'click' : 'press';
    },
  };
}
