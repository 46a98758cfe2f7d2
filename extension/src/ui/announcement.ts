// What a screen reader is to say, for a live region to show: it hears a text that changes, and nothing that stays.
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Announcement {
  readonly words: ReadonlySignal<string>;
  tell(words: string): void;
}

/** Long enough to be found in the page; what is being read aloud is read to its end. */
const SHOWN_MS = 2_000;
/** Empty for so long, it has changed for everybody. */
const GAP_MS = 100;

export function createAnnouncement(): Announcement {
  const words = signal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (told: string) => {
    words.value = told;
    timer = setTimeout(() => {
      words.value = '';
    }, SHOWN_MS);
  };
  return {
    words,
    tell(told) {
      clearTimeout(timer);
      if (told !== words.peek()) return show(told);
      words.value = '';
      timer = setTimeout(show, GAP_MS, told);
    },
  };
}
