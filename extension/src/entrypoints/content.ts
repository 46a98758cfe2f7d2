// Composition root of the content script: one per frame of a tab in a party. Injected again it does nothing;
// when its party or its extension ends, nothing of it stays on the page.
import { type PartyFrameOptions, runPartyFrame } from '../content/party-frame.ts';
import {
  type BackgroundToContent,
  CONTENT_PORT,
  type ContentToBackground,
} from '../messages/content-background.ts';
import { mountOverlay, OVERLAY_TAG } from '../overlay/host.ts';
import { systemClock } from '../platform/clock.ts';
import { drawActPrefix } from '../platform/draw-act-prefix.ts';
import type { PortLike } from '../platform/lasting-port.ts';
import { connectToExtension } from '../platform/page-runtime.ts';
import { siteFor } from '../sites/index.ts';

declare global {
  /** Set in the extension's own world of the frame while a script runs there. */
  var sameframeRoot: AbortController | undefined;
}

function start(): void {
  if (globalThis.sameframeRoot?.signal.aborted === false) return;
  const root = new AbortController();
  globalThis.sameframeRoot = root;
  const { signal } = root;
  const options: PartyFrameOptions = {
    window,
    isTop: window.top === window,
    actPrefix: drawActPrefix(),
    readClock: systemClock.now,
    readWallMs: Date.now,
    connect: () => connectToExtension(CONTENT_PORT) as PortLike<BackgroundToContent, ContentToBackground>,
    site: siteFor(new URL(window.location.href)),
    readSiteParts: () => globalThis,
    mountOverlay: (parts) => mountOverlay({ window, signal, ...parts }),
    readPanels: () => globalThis.sameframePanels,
    isOwnEvent: (event) => event.target instanceof Element && event.target.localName === OVERLAY_TAG,
    root,
  };
  runPartyFrame(options);
}

start();
