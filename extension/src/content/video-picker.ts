// The person chooses another video of this frame: from the popup's list, which is told while somebody looks at it, or
// with a click in the page.
import type { BackgroundToContent, ContentToBackground } from '../messages/content-background.ts';
import type { OverlayHandle } from '../overlay/host.ts';
import { text } from '../ui/text.ts';
import type { FrameScout } from './frame-scout.ts';
import { createVideoIds, listVideos } from './video-list.ts';

export interface VideoPickerPorts {
  readonly window: Window;
  /** The one frame of the page that explains what a click now does. */
  readonly isTop: boolean;
  readonly scout: FrameScout;
  readClock(): number;
  openOverlay(): OverlayHandle;
  /** The buttons over the videos come with them. */
  needPanels(): void;
  send(message: ContentToBackground): void;
  readonly signal: AbortSignal;
}

export type PickerMessage = Extract<BackgroundToContent, { kind: 'list-videos' | 'pick' | 'pick-on-page' }>;

export interface VideoPicker {
  take(message: PickerMessage): void;
  tick(): void;
}

/** Whoever forgets about it finds the page's own clicks working again, ms. */
const PICKING_LASTS_MS = 60_000;

export function createVideoPicker(ports: VideoPickerPorts): VideoPicker {
  const { window, scout, send } = ports;
  const ids = createVideoIds();
  let isListed = false;
  let picking: { readonly since: number; readonly stop: AbortController; hasAsked: boolean } | null = null;

  const tell = () => {
    if (isListed) send({ kind: 'videos', videos: listVideos(scout.choices, scout.video, ids) });
  };

  const stopPicking = () => {
    picking?.stop.abort();
    if (picking?.hasAsked) ports.openOverlay().offer([], () => undefined);
    picking = null;
  };

  const offer = () => {
    if (picking === null) return;
    if (ports.readClock() - picking.since > PICKING_LASTS_MS) return stopPicking();
    // What cannot be seen cannot be pointed at; the list has it.
    const seen = scout.choices.filter((media) => media.getClientRects().length > 0);
    if (seen.length === 0) return;
    ports.openOverlay().offer(seen, (index) => {
      const media = seen[index];
      if (media !== undefined) send({ kind: 'picked', video: ids.of(media) });
    });
    if (!picking.hasAsked) ports.needPanels();
    picking.hasAsked = true;
  };

  const startPicking = () => {
    stopPicking();
    const stop = new AbortController();
    picking = { since: ports.readClock(), stop, hasAsked: false };
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      send({ kind: 'picked', video: null });
    };
    const signal = AbortSignal.any([stop.signal, ports.signal]);
    window.addEventListener('keydown', leave, { capture: true, signal });
    if (ports.isTop) ports.openOverlay().toast(text('overlayPickOnPage'));
    offer();
  };

  return {
    take(message) {
      switch (message.kind) {
        case 'list-videos':
          isListed = message.isWanted;
          return tell();
        case 'pick':
          scout.pick(scout.choices.find((media) => ids.of(media) === message.video) ?? null);
          return tell();
        case 'pick-on-page':
          return message.isOn ? startPicking() : stopPicking();
      }
    },
    tick() {
      tell();
      offer();
    },
  };
}
