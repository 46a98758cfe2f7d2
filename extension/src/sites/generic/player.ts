// Asks the page what its player says of a live stream's programme time. Comes only where something is live, on any site.
import { ASK_PROGRAMME_EVENT, TELL_PROGRAMME_EVENT } from '../page-world/programme-words.ts';
import type { ReadProgramme } from '../page-world/register-player.ts';
import { parseOffset } from './programme-time.ts';
import { watchProgramme } from './programme-watch.ts';

const ask: ReadProgramme = (media) => {
  let offsetS: number | null = null;
  const take = (event: Event) => {
    offsetS = parseOffset((event as CustomEvent<unknown>).detail, media.currentTime);
  };
  document.addEventListener(TELL_PROGRAMME_EVENT, take, { capture: true });
  media.dispatchEvent(new CustomEvent(ASK_PROGRAMME_EVENT, { bubbles: true, composed: true }));
  document.removeEventListener(TELL_PROGRAMME_EVENT, take, { capture: true });
  return offsetS;
};

globalThis.sameframeReadProgramme ??= watchProgramme(ask, () => performance.now());
