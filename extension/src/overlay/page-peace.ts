// Keeps overlay and page out of each other's input: what is done to our buttons is not done to the site.

import { fullscreenElementIn } from './top-layer.ts';

const KEY_EVENTS = ['keydown', 'keypress', 'keyup'] as const;
/** They carry what is written, or the clipboard, or what is dragged. */
const TEXT_EVENTS = [
  'beforeinput',
  'input',
  'textInput',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'paste',
  'copy',
  'cut',
  'dragstart',
  'drop',
] as const;
const POINTER_EVENTS = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'touchstart',
  'touchend',
] as const;

export interface InputParts {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Around all buttons. */
  readonly form: HTMLFormElement;
  readonly window: Window;
  readonly signal: AbortSignal;
}

export function separateInput({ host, root, form, window, signal }: InputParts): void {
  for (const type of KEY_EVENTS) {
    // In the capture phase: a player that listens there too would take Enter and space for its own. What a
    // key does to a button is the browser's default action, which this leaves alone.
    window.addEventListener(type, (event) => event.target === host && keepKey(event, root), {
      capture: true,
      signal,
    });
  }
  for (const type of TEXT_EVENTS) {
    window.addEventListener(type, (event) => event.target === host && keepText(event, root), {
      capture: true,
      signal,
    });
  }
  for (const type of POINTER_EVENTS) {
    root.addEventListener(type, (event) => event.stopPropagation(), { signal });
    window.addEventListener(type, (event) => passToInertButton(event, root, window.document), {
      capture: true,
      signal,
    });
  }
  hearSwallowedClicks(form, signal);
  root.addEventListener('wheel', (event) => event.stopPropagation(), { passive: true, signal });
  // Without the focus: the keys stay the player's after a click on our button. What is written in, or may be copied, is
  // the exception.
  root.addEventListener(
    'mousedown',
    (event) => {
      const isText = event.target instanceof Element && event.target.closest(TEXT) !== null;
      if (!isText) event.preventDefault();
    },
    { signal },
  );
}

const TEXT = 'input, textarea, select, [data-selectable]';

/**
 * Ours alone hear it: the browser's own event would go past the page's listeners to get to them. Not as a KeyboardEvent,
 * which in Firefox leaves the root that it was sent into (Quirk #4).
 */
function keepKey(event: Event, root: ShadowRoot): void {
  event.stopImmediatePropagation();
  if (!(event instanceof KeyboardEvent) || root.activeElement === null) return;
  const { key, code, shiftKey, ctrlKey, altKey, metaKey, isComposing, repeat } = event;
  const own = new Event(event.type, { bubbles: true, cancelable: true });
  Object.assign(own, { key, code, shiftKey, ctrlKey, altKey, metaKey, isComposing, repeat });
  if (!root.activeElement.dispatchEvent(own)) event.preventDefault();
}

/** Its default action is the browser's, as with keys. Of ours nobody waits for more than to be told that there is new text. */
function keepText(event: Event, root: ShadowRoot): void {
  // Where a page takes files, or takes care that none that is dropped opens in its place, it does so here, too.
  if (event instanceof DragEvent && event.dataTransfer?.types.includes('Files') === true) return;
  event.stopImmediatePropagation();
  if (event.type === 'input') root.activeElement?.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * A page that stops every click at its window, before anybody else hears it, does not stop what the click does: it
 * submits the form around the button, and that event stays within our root. What was heard as a click submits nothing.
 */
function hearSwallowedClicks(form: HTMLFormElement, signal: AbortSignal): void {
  form.addEventListener(
    'click',
    (event) => {
      // By the way it came: what was pressed, such as a part of an icon, may be gone by what the press has done.
      const isOnButton = event
        .composedPath()
        .some((each) => each instanceof HTMLButtonElement && each.form === form);
      if (isOnButton) event.preventDefault();
    },
    { signal },
  );
  form.addEventListener(
    'submit',
    (event) => {
      if (event.target !== form) return;
      event.preventDefault();
      event.submitter?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    },
    { signal },
  );
}

/** To be called when buttons may have been drawn; those that belong to a form of their own are left alone. */
export function makeSubmitters(form: HTMLFormElement): void {
  for (const button of form.querySelectorAll('button')) if (button.form === form) button.type = 'submit';
}

/**
 * A <video> that is fullscreen itself makes us inert: painted on top, but clicks fall through to it. Those on
 * one of our buttons are taken out here. (Firefox shows nobody the clicks on its own controls.)
 */
function passToInertButton(event: Event, root: ShadowRoot, document: Document): void {
  if (fullscreenElementIn(document)?.localName !== 'video' || !(event instanceof MouseEvent)) return;
  const button = Array.from(root.querySelectorAll('button')).find((each) => isWithin(event, each));
  if (button === undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.type === 'click') button.click();
}

function isWithin(event: MouseEvent, element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return event.clientX >= left && event.clientX < right && event.clientY >= top && event.clientY < bottom;
}
