// How a script in a page reaches its extension: by the browser's own object. A port is the same in all of them, and what
// webextension-polyfill adds (promises) would be a twelfth of all that every frame of a party's tab has to load.
import type { BrowserPort } from './browser-api.ts';

interface PageRuntime {
  connect(options: { readonly name: string }): BrowserPort;
}

/** Throws where the extension is gone, as the browser's own does. */
export function connectToExtension(name: string): BrowserPort {
  const scope = globalThis as { browser?: { runtime: PageRuntime }; chrome?: { runtime: PageRuntime } };
  const { runtime } = scope.browser ?? scope.chrome ?? {};
  if (runtime === undefined) throw new Error('There is no extension here.');
  return runtime.connect({ name });
}
