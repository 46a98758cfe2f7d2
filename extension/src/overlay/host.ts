// Puts the overlay on a page: a closed shadow root that the site can neither style nor look into.
// Knows no party and no video; what to show is told, and what is pressed is passed on.
import { h, render } from 'preact';
import { adoptStyles } from '../ui/adopt-styles.ts';
import buttonStyles from '../ui/button.css';
import { setLanguage } from '../ui/set-language.ts';
import tokens from '../ui/tokens.css';
import unseenStyles from '../ui/unseen.css';
import type { DetailsView } from './details-view.ts';
import { watchFocus } from './focus-way-back.ts';
import { type LauncherView, Layer } from './layer.tsx';
import type { OverlayAsk, OverlayView, Tone } from './overlay-view.ts';
import { makeSubmitters, separateInput } from './page-peace.ts';
import type { Offers, PanelSet, Side } from './panel-set.ts';
import { placeOver } from './placement.ts';
import theme from './theme.css';
import { createToastQueue } from './toast-queue.ts';
import { keepOnTop } from './top-layer.ts';
import { watchPointer } from './watch-pointer.ts';

export interface OverlayParts {
  /** Its document has a root element. One overlay per frame. */
  readonly window: typeof globalThis.window;
  /** Takes everything away again. */
  readonly signal: AbortSignal;
  /** Called synchronously in the person's own click, so `play()` in it counts as asked for. */
  readonly onAsk: (ask: OverlayAsk) => void;
  /** Where the film is, in the party's seconds; null while there is none. */
  readonly readPositionS: () => number | null;
  readonly readLengthS: () => number | null;
  readonly drawPicture: () => string | null;
  readonly isOver: () => boolean;
}

export interface OverlayHandle {
  /** The standing view; stays until the next one. */
  show(view: OverlayView): void;
  /** Something that happened; goes by itself. */
  toast(text: string, options?: { readonly tone?: Tone; readonly canUndo?: boolean }): void;
  /** The button of the last one that could be undone goes, with what it was about. */
  endUndo(): void;
  /** As the person has it: how it looks, and whether what is said beside the film is told over it. */
  adapt(wish: { readonly isLight: boolean; readonly isTalkTold: boolean }): void;
  /** Panels can be shown from now on. */
  addPanels(panels: PanelSet): void;
  /** Opens the features beside the film, or closes them; they are seen once the panels are there. */
  toggleSide(): void;
  /** Whether there is a party to open them for. */
  offerSide(isOffered: boolean): void;
  /** The panel "Sync details"; null closes it. It is seen once the panels are there. */
  showDetails(details: DetailsView | null): void;
  /** The video to stand over; null for the page. Call it again when the video is another one. */
  anchorTo(element: Element | null): void;
  /** Elements to choose one of with a click; none ends it. They are seen once the panels are there. `onChoose` is told which by its place among them. */
  offer(elements: readonly Element[], onChoose: (index: number) => void): void;
}

export const OVERLAY_TAG = 'sameframe-overlay';

export function mountOverlay({
  window,
  signal,
  onAsk,
  readPositionS,
  readLengthS,
  drawPicture,
  isOver,
}: OverlayParts): OverlayHandle {
  const { document } = window;
  // What an extension that was updated or disabled has left behind: Firefox lets its scripts clean up nothing.
  document.querySelector(OVERLAY_TAG)?.remove();
  const host = document.createElement(OVERLAY_TAG);
  const root = host.attachShadow({ mode: 'closed' });
  const styles = [tokens, buttonStyles, unseenStyles, theme];
  adoptStyles(root, styles);
  const layer = document.createElement('form');
  layer.className = 'layer';
  setLanguage(layer);
  root.append(layer);
  // Each drawn by a Preact of its own, which wants an element to itself. Panels come first for the Tab key.
  const addPart = () =>
    layer.appendChild(Object.assign(document.createElement('div'), { className: 'part' }));
  const [panelPart, mainPart, sidePart] = [addPart(), addPart(), addPart()];

  let view: OverlayView = { status: 'hidden' };
  let panels: PanelSet | null = null;
  let details: DetailsView | null = null;
  let anchor: Element | null = null;
  let offers: Offers | null = null;
  let side: Side | null = null;
  let isTalkTold = true;
  let isPressedHere = false;
  let isOpenedByLauncher = false;
  let launcher: LauncherView = { isOffered: false, isOpen: false, isAwake: false, unseen: 0 };
  let offered: Parameters<Offers['show']> = [[], () => undefined];
  const isAtToast = () => root.querySelector('.toast :is(button:hover, button:focus)') !== null;
  const queue = createToastQueue(draw, isAtToast, signal);
  const focus = watchFocus(root, signal);
  const topLayer = keepOnTop(host, document, () => root.activeElement !== null, signal);
  separateInput({ host, root, form: layer, window, signal });

  function askHere(ask: OverlayAsk): void {
    if (ask === 'toggle-side') isPressedHere = true;
    onAsk(ask);
  }

  function draw(): void {
    if (signal.aborted) return;
    focus.keep(() => {
      render(h(Layer, { view, launcher, toasts: queue.toasts, onAsk: askHere }), mainPart);
      panels?.drawDetails(panelPart, details, onAsk);
    });
    makeSubmitters(layer);
    place();
  }

  function place(): void {
    offers?.place();
    // What comes over the film by itself, such as a reaction, is drawn without a word to us.
    const isSideSeen = side !== null || launcher.isAwake;
    if (view.status === 'hidden' && queue.toasts.length === 0 && details === null && !isSideSeen) return;
    const { clientWidth, clientHeight } = document.documentElement;
    const viewport = { left: 0, top: 0, width: clientWidth, height: clientHeight };
    const box = placeOver(anchor?.isConnected ? anchor.getBoundingClientRect() : null, viewport);
    for (const side of ['left', 'top', 'width', 'height'] as const) layer.style[side] = `${box[side]}px`;
  }

  for (const type of ['scroll', 'resize', 'fullscreenchange']) {
    window.addEventListener(type, place, { capture: true, passive: true, signal });
  }
  // Theatre modes and fullscreen change the video long after the event that announces them.
  const resizes = new ResizeObserver(place);
  signal.addEventListener('abort', () => {
    resizes.disconnect();
    render(null, mainPart);
    panels?.drawDetails(panelPart, null, onAsk);
  });
  const changeLauncher = (change: Partial<LauncherView>) => {
    launcher = { ...launcher, ...change };
    draw();
  };
  // By the keyboard one gets to the button that opens them, seen or not.
  root.addEventListener('focusin', place, { signal });
  watchPointer(window, signal, (isAwake) => launcher.isOffered && changeLauncher({ isAwake }));
  draw();

  return {
    show(next) {
      if (view.status === 'hidden' && next.status !== 'hidden') topLayer.raise();
      view = next;
      draw();
    },
    toast(text, options) {
      if (queue.toasts.length === 0) topLayer.raise();
      queue.add(text, options?.tone ?? 'calm', options?.canUndo);
    },
    endUndo: queue.endUndo,
    adapt(wish) {
      layer.classList.toggle('light', wish.isLight);
      ({ isTalkTold } = wish);
    },
    addPanels(next) {
      // The bundle may have come twice: asked for here, and brought by somebody's message.
      if (panels !== null) return;
      panels = next;
      adoptStyles(root, [...styles, next.styles]);
      offers = next.createOffers(root);
      offers.show(...offered);
      side = next.openSide(
        {
          into: sidePart,
          signal,
          readPositionS,
          readLengthS,
          drawPicture,
          isOver,
          toast: (text, of) => {
            if (launcher.isOffered && (isTalkTold || of === 'outcome')) queue.add(text, 'calm');
          },
          onUnseen: (unseen) => changeLauncher({ unseen }),
        },
        askHere,
      );
      side.setOpen(launcher.isOpen, launcher.isOffered);
      draw();
    },
    toggleSide() {
      const button = root.querySelector<HTMLElement>('.stack button');
      // By its keys alone: what goes by itself soon is answered first.
      if (!isPressedHere && button !== null && !root.activeElement?.closest('.stack')) return button.focus();
      if (!launcher.isOpen) {
        topLayer.raise();
        isOpenedByLauncher = isPressedHere;
      }
      isPressedHere = false;
      const wayBack = () => (isOpenedByLauncher ? root.querySelector<HTMLElement>('.launcher') : null);
      focus.keep(() => {
        changeLauncher({ isOpen: !launcher.isOpen });
        side?.setOpen(launcher.isOpen, launcher.isOffered);
      }, wayBack);
    },
    offerSide(isOffered) {
      if (isOffered === launcher.isOffered) return;
      if (isOffered) topLayer.raise();
      changeLauncher({ isOffered });
      side?.setOpen(launcher.isOpen, isOffered);
    },
    showDetails(next) {
      if (details === null && next !== null) topLayer.raise();
      details = next;
      draw();
    },
    offer(elements, onChoose) {
      if (offered[0].length === 0 && elements.length > 0) topLayer.raise();
      offered = [elements, onChoose];
      offers?.show(...offered);
    },
    anchorTo(element) {
      anchor = element;
      resizes.disconnect();
      if (element !== null && !signal.aborted) resizes.observe(element);
      place();
    },
  };
}
