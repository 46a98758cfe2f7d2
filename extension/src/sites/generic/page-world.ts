// In the page's own world: tells what its players say of programme time. Takes nothing from the page but that.
import { ASK_PROGRAMME_EVENT, TELL_PROGRAMME_EVENT } from '../page-world/programme-words.ts';
import { type PageGlobals, readOffset } from './programme-time.ts';

declare global {
  /** Set in the page's own world once this script is there. */
  var sameframeProgramme: true | undefined;
}

function start(): void {
  if (globalThis.sameframeProgramme === true) return;
  Object.defineProperty(globalThis, 'sameframeProgramme', { value: true, enumerable: false });
  // The page may replace it later.
  const { stringify } = JSON;
  const answer = (event: Event) => {
    // Deep inside open shadow roots it was dispatched, and on the document it is heard.
    const [media] = event.composedPath();
    if (!(media instanceof HTMLMediaElement)) return;
    const detail = stringify(readOffset(media, globalThis as PageGlobals));
    document.dispatchEvent(new CustomEvent(TELL_PROGRAMME_EVENT, { detail }));
  };
  document.addEventListener(ASK_PROGRAMME_EVENT, answer, { capture: true });
}

start();
