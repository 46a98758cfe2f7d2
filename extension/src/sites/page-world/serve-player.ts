// The page's half: finds the site's own player and does what is asked. Runs among the page's scripts, so it takes
// nothing from them but the player, and leaves nothing behind but one listener.
import { CALL_EVENT, CHANGE_EVENT, type PageCall, type PageReading, REPLY_EVENT } from './page-player.ts';

/** A site's own player, as its page-world.ts has found it. */
export interface OwnPlayer {
  read(): PageReading;
  play(): void;
  pause(): void;
  /** In the player's own seconds. */
  seek(positionS: number): void;
}

export interface OwnPlayerFinder {
  /**
   * The player that shows this element; null while there is none. May throw: sites change. `onChange` is to be told of
   * what the element has no event for.
   */
  find(media: HTMLMediaElement, onChange: () => void): OwnPlayer | null;
}

declare global {
  /** Set in the page's own world once this script is there. */
  var sameframePageWorld: true | undefined;
}

/** To be called once by a site's page-world.ts; again, it does nothing. */
export function servePlayer({ find }: OwnPlayerFinder): void {
  if (globalThis.sameframePageWorld === true) return;
  Object.defineProperty(globalThis, 'sameframePageWorld', { value: true, enumerable: false });
  // The page may replace these later.
  const { parse, stringify } = JSON;
  const reply = (reading: PageReading | null) =>
    document.dispatchEvent(new CustomEvent(REPLY_EVENT, { detail: stringify(reading) }));
  const tellChange = () => void document.dispatchEvent(new CustomEvent(CHANGE_EVENT));
  const answer = (event: Event) => {
    // Deep inside open shadow roots it was dispatched, and on the document it is heard.
    const [media] = event.composedPath();
    if (!(media instanceof HTMLMediaElement)) return;
    try {
      const player = find(media, tellChange);
      if (player === null) return void reply(null);
      perform(player, parse(String((event as CustomEvent<unknown>).detail)) as PageCall);
      reply(player.read());
    } catch {
      // The site is not as we know it: our world takes silence for that.
      reply(null);
    }
  };
  document.addEventListener(CALL_EVENT, answer, { capture: true });
}

function perform(player: OwnPlayer, call: PageCall): void {
  switch (call.kind) {
    case 'read':
      return;
    case 'play':
      return player.play();
    case 'pause':
      return player.pause();
    case 'seek':
      return player.seek(call.positionS);
  }
}
