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
import type { PortLike } from '../platform/lasting-port.ts';
import { connectToExtension } from '../platform/page-runtime.ts';
import { siteFor } from '../sites/index.ts';

declare global {
  /** Set in the extension's own world of the frame while a script runs there. */
  var sameframeRoot: AbortController | undefined;
}

/** 96 random bits as text; `crypto.randomUUID` is not there on http pages. */
function drawActPrefix(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');
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
    readOpenPlayer: () => globalThis.sameframeOpenPlayer,
    mountOverlay: (parts) => mountOverlay({ document, signal, ...parts }),
    readPanels: () => globalThis.sameframePanels,
    isOwnEvent: (event) => event.target instanceof Element && event.target.localName === OVERLAY_TAG,
    root,
  };
  runPartyFrame(options);
}

start();
