// The only importer of webextension-polyfill. Popup and content script use all of it; the background asks for
// the port in browser-api.ts, so that its tests can run on a fake.
import polyfill from 'webextension-polyfill';
import type { BrowserApi } from './browser-api.ts';

export const browser = polyfill;

/** The same API as the background's port; that it compiles is the proof that the port tells the truth. */
export const browserApi: BrowserApi = polyfill;
