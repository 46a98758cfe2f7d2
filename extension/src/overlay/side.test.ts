// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findByRole, getByRole } from '../ui/testing/find-by-role.ts';
import { mountOverlay, OVERLAY_TAG, type OverlayHandle } from './host.ts';
import type { OverlayAsk } from './overlay-view.ts';
import type { SideParts } from './panel-set.ts';
import { createPanels } from './panels.ts';
import { installFakeTopLayer } from './testing/fake-top-layer.ts';

let stop: AbortController;
let root: ShadowRoot;
let overlay: OverlayHandle;
let asked: OverlayAsk[];
let opened: { readonly parts: SideParts; isOpen: boolean; onClose: () => void; close: () => void }[];

/** A bundle of panels, as it comes each time: another object. */
const bringPanels = () =>
  overlay.addPanels(
    createPanels({
      styles: '',
      openSide(parts, onAsk) {
        const close = () => onAsk('toggle-side');
        const side = { parts, isOpen: false, onClose: () => undefined, close };
        opened.push(side);
        return {
          setOpen(isOpen, isOffered) {
            side.isOpen = isOpen && isOffered;
            if (!side.isOpen) side.onClose();
          },
        };
      },
    }),
  );

beforeEach(() => {
  vi.useFakeTimers();
  [stop, asked, opened] = [new AbortController(), [], []];
  installFakeTopLayer(window);
  const attach = vi.spyOn(Element.prototype, 'attachShadow');
  const onAsk = (ask: OverlayAsk) => void asked.push(ask);
  overlay = mountOverlay({
    window,
    signal: stop.signal,
    onAsk,
    readPositionS: () => 7,
    readLengthS: () => null,
    drawPicture: () => null,
    isOver: () => false,
  });
  root = attach.mock.results[0]?.value as ShadowRoot;
  attach.mockRestore();
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

const isAsleep = () => getByRole(root, 'button', 'Chat and people').className.includes('asleep');

test('[SI2] the button is there for who is at the page, and asleep otherwise', () => {
  expect(findByRole(root, 'button')).toBeNull();
  overlay.offerSide(true);
  expect(isAsleep()).toBe(true);
  window.dispatchEvent(new Event('pointermove'));
  expect(isAsleep()).toBe(false);
  vi.advanceTimersByTime(2_000);
  window.dispatchEvent(new Event('pointermove'));
  vi.advanceTimersByTime(2_999);
  expect(isAsleep()).toBe(false);
  vi.advanceTimersByTime(1);
  expect(isAsleep()).toBe(true);
  getByRole(root, 'button', 'Chat and people').click();
  expect(asked).toEqual(['toggle-side']);
});

test('[SI2] it stays while something is unread, and says how much', () => {
  overlay.offerSide(true);
  bringPanels();
  opened[0]?.parts.onUnseen(3);
  expect(getByRole(root, 'button', 'Chat and people, 3 new').className).not.toContain('asleep');
});

test('[SI2] what was opened before the bundle came opens when it comes; a bundle that comes again opens no second panel', () => {
  overlay.offerSide(true);
  overlay.toggleSide();
  expect(findByRole(root, 'button')).toBeNull();
  bringPanels();
  bringPanels();
  expect(opened.map(({ isOpen }) => isOpen)).toEqual([true]);
  overlay.toggleSide();
  expect(opened[0]?.isOpen).toBe(false);
});

test('[RE1] what comes over the film while nobody is at the page is where the film is by then', () => {
  const film = document.body.appendChild(document.createElement('video'));
  for (const side of ['clientWidth', 'clientHeight'] as const)
    vi.spyOn(document.documentElement, side, 'get').mockReturnValue(800);
  const place = vi.spyOn(film, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 300, 400, 200));
  overlay.offerSide(true);
  overlay.anchorTo(film);
  bringPanels();
  place.mockReturnValue(new DOMRect(0, 100, 400, 200));
  window.dispatchEvent(new Event('scroll'));
  expect(root.querySelector<HTMLElement>('.layer')?.style.top).toBe('100px');
  film.remove();
  vi.restoreAllMocks();
});

test('[SI2] where the film is driven from elsewhere there is no panel, and nothing is told', () => {
  overlay.offerSide(true);
  overlay.toggleSide();
  bringPanels();
  overlay.offerSide(false);
  expect(opened[0]?.isOpen).toBe(false);
  opened[0]?.parts.toast('Bob: hello', 'talk');
  expect(root.textContent).not.toContain('Bob');
  overlay.offerSide(true);
  expect(opened[0]?.isOpen).toBe(true);
});

/** The focus is in the panel, as it is once the panel has opened. */
function focusInPanel(): HTMLElement {
  const tab = document.createElement('button');
  opened[0]?.parts.into.append(tab);
  tab.focus();
  Object.assign(opened[0] ?? {}, { onClose: () => tab.remove() });
  return tab;
}

test('[SI4] closed by a key, the panel gives the focus back to the button that opened it', () => {
  overlay.offerSide(true);
  bringPanels();
  getByRole(root, 'button', 'Chat and people').click();
  overlay.toggleSide();
  const tab = focusInPanel();
  expect(root.activeElement).toBe(tab);
  tab.dispatchEvent(new Event('keydown', { bubbles: true }));
  overlay.toggleSide();
  expect(root.activeElement).toBe(getByRole(root, 'button', 'Chat and people'));
});

test('[SI4] closed with the pointer, or opened by the shortcut, it gives it back to where it was in the page', () => {
  const field = document.createElement('input');
  document.body.append(field);
  overlay.offerSide(true);
  bringPanels();
  for (const input of ['pointerdown', 'keydown']) {
    field.focus();
    if (input === 'pointerdown') getByRole(root, 'button', 'Chat and people').click();
    overlay.toggleSide();
    const tab = focusInPanel();
    tab.dispatchEvent(new Event(input, { bubbles: true }));
    overlay.toggleSide();
    expect(document.activeElement).toBe(field);
  }
  field.remove();
});

test('[SI5] the keys lead to what is asked or can be undone first, and then to the panel; what is pressed here does not', () => {
  overlay.offerSide(true);
  bringPanels();
  overlay.toast('Bob jumped to 12:04', { canUndo: true });
  overlay.toggleSide();
  expect([root.activeElement?.textContent, opened[0]?.isOpen]).toEqual(['Undo', false]);
  overlay.toggleSide();
  expect(opened[0]?.isOpen).toBe(true);
  (root.activeElement as HTMLElement | null)?.blur();
  overlay.endUndo();
  overlay.show({
    status: 'choice',
    text: 'Pause for everyone?',
    actions: [{ id: 'for-everyone', label: 'Yes' }],
  });
  opened[0]?.close();
  expect(asked).toEqual(['toggle-side']);
  overlay.toggleSide();
  expect([root.activeElement, opened[0]?.isOpen]).toEqual([null, false]);
  overlay.toggleSide();
  expect(root.activeElement?.textContent).toBe('Yes');
});

test('[UN1] [UN2] [SI4] the line that tells of a jump has a button to undo it, which takes no focus and gives it back', () => {
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  overlay.toast('Bob jumped to 12:04', { canUndo: true });
  expect(document.activeElement).toBe(field);
  expect(getByRole(root, 'status', 'Sameframe').textContent).toBe('Bob jumped to 12:04Undo');
  const undo = getByRole(root, 'button', 'Undo');
  undo.focus();
  undo.click();
  expect(asked).toEqual(['undo']);
  overlay.endUndo();
  expect(findByRole(root, 'button', 'Undo')).toBeNull();
  expect(document.activeElement).toBe(field);
  field.remove();
});

test('[OS1] [OS2] it is light where that is wanted, and tells what is said beside the film where that is', () => {
  overlay.offerSide(true);
  bringPanels();
  const layer = () => root.querySelector('form')?.className;
  expect(layer()).toBe('layer');
  overlay.adapt({ isLight: true, isTalkTold: false });
  opened[0]?.parts.toast('Bob: hello', 'talk');
  opened[0]?.parts.toast('Left out: 12', 'outcome');
  expect(layer()).toBe('layer light');
  expect(root.textContent).not.toContain('Bob');
  expect(root.textContent).toContain('Left out: 12');
  overlay.adapt({ isLight: false, isTalkTold: true });
  opened[0]?.parts.toast('Bob: hello', 'talk');
  expect(layer()).toBe('layer');
  expect(root.textContent).toContain('Bob: hello');
});

test('[SI3] a toast does not take the overlay out for a moment while somebody writes in it', () => {
  overlay.offerSide(true);
  bringPanels();
  const host = document.querySelector<HTMLElement>(OVERLAY_TAG) as HTMLElement;
  const hide = vi.spyOn(host, 'hidePopover');
  overlay.toast('Bob joined');
  expect(hide).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  const field = document.createElement('textarea');
  opened[0]?.parts.into.append(field);
  Object.defineProperty(root, 'activeElement', { get: () => field });
  overlay.toast('Carol joined');
  expect(hide).toHaveBeenCalledTimes(1);
});
