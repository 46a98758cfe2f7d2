// Our world's half of the way to a site's own player: asks and has the answer in the same turn, as events are
// dispatched at once in both worlds.
import * as v from 'valibot';
import {
  CALL_EVENT,
  CHANGE_EVENT,
  type PageCall,
  type PageReading,
  pageReplySchema,
  REPLY_EVENT,
} from './page-player.ts';

export interface PageLink {
  /** Performs a call on the player of this element and tells how it stands then; null where there is none. */
  call(media: HTMLMediaElement, call: PageCall): PageReading | null;
  /** Hears of changes that the element tells nothing of. */
  watch(onChange: () => void, signal: AbortSignal): void;
}

export function openPageLink(document: Document): PageLink {
  return {
    call(media, call) {
      let reading: PageReading | null = null;
      const take = (event: Event) => {
        reading = parseReply((event as CustomEvent<unknown>).detail);
      };
      document.addEventListener(REPLY_EVENT, take, { capture: true });
      const detail = JSON.stringify(call);
      media.dispatchEvent(new CustomEvent(CALL_EVENT, { detail, bubbles: true, composed: true }));
      document.removeEventListener(REPLY_EVENT, take, { capture: true });
      return reading;
    },
    watch(onChange, signal) {
      document.addEventListener(CHANGE_EVENT, onChange, { capture: true, passive: true, signal });
    },
  };
}

function parseReply(detail: unknown): PageReading | null {
  try {
    const reply = v.safeParse(pageReplySchema, JSON.parse(String(detail)));
    return reply.success ? reply.output : null;
  } catch {
    return null;
  }
}
