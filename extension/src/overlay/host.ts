// Puts the overlay on a page: a closed shadow root that the site can neither style nor look into.
// Knows no party and no video; what to show is told, and what is pressed is passed on.
import { h, render } from 'preact';
import { adoptStyles } from '../ui/adopt-styles.ts';
import buttonStyles from '../ui/button.css';
import tokens from '../ui/tokens.css';
import type { DetailsView } from './details-view.ts';
import { Layer } from './layer.tsx';
import type { OverlayAsk, OverlayView, Tone } from './overlay-view.ts';
import { separateInput } from './page-peace.ts';
import { placeOver } from './placement.ts';
import theme from './theme.css';
import { createToastQueue } from './toast-queue.ts';
import { keepOnTop } from './top-layer.ts';

export interface OverlayParts {
  readonly document: Document;
  /** Takes everything away again. */
  readonly signal: AbortSignal;
  /** Called synchronously in the person's own click, so `play()` in it counts as asked for. */
  readonly onAsk: (ask: OverlayAsk) => void;
}

export interface OverlayHandle {
  /** The standing view; stays until the next one. */
  show(view: OverlayView): void;
  /** Something that happened; goes by itself. */
  toast(text: string, options?: { readonly tone?: Tone }): void;
  /** The panel "Sync details"; null closes it. */
  showDetails(details: DetailsView | null): void;
  /** The video to stand over; null for the page. Call it again when the video is another one. */
  anchorTo(element: Element | null): void;
}

export const OVERLAY_TAG = 'sameframe-overlay';

/** Needs a document with a root element. One per frame. */
export function mountOverlay({ document, signal, onAsk }: OverlayParts): OverlayHandle {
  const window = document.defaultView;
  if (window === null) throw new Error('the overlay needs a document that is shown');
  const host = document.createElement(OVERLAY_TAG);
  const root = host.attachShadow({ mode: 'closed' });
  adoptStyles(root, [tokens, buttonStyles, theme]);
  const layer = document.createElement('div');
  layer.className = 'layer';
  root.append(layer);

  let view: OverlayView = { status: 'hidden' };
  let details: DetailsView | null = null;
  let anchor: Element | null = null;
  const queue = createToastQueue(draw, signal);
  const topLayer = keepOnTop(host, document, signal);
  separateInput({ host, root, window, signal });

  function draw(): void {
    if (signal.aborted) return;
    render(h(Layer, { view, toasts: queue.toasts, details, onAsk }), layer);
    place();
  }

  function place(): void {
    if (view.status === 'hidden' && queue.toasts.length === 0 && details === null) return;
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
    render(null, layer);
  });
  draw();

  return {
    show(next) {
      if (view.status === 'hidden' && next.status !== 'hidden') topLayer.raise();
      view = next;
      draw();
    },
    toast(text, options) {
      if (queue.toasts.length === 0) topLayer.raise();
      queue.add(text, options?.tone ?? 'calm');
    },
    showDetails(next) {
      if (details === null && next !== null) topLayer.raise();
      details = next;
      draw();
    },
    anchorTo(element) {
      anchor = element;
      resizes.disconnect();
      if (element !== null && !signal.aborted) resizes.observe(element);
      place();
    },
  };
}
