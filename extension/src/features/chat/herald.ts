// Tells of new messages without a flood: one by name, more at once by their number. Over the film while the panel is
// closed, to a screen reader while it is open.
import type { ReadonlySignal } from '@preact/signals';
import type { MemberId } from '@sameframe/shared/ids.ts';
import { createAnnouncement } from '../../ui/announcement.ts';
import { text } from '../../ui/text.ts';

export interface HeraldPorts {
  readonly isSeen: ReadonlySignal<boolean>;
  readonly signal: AbortSignal;
  nameOf(member: MemberId): string;
  toast(text: string, of: 'talk'): void;
}

export interface Herald {
  readonly announcement: ReadonlySignal<string>;
  tell(by: MemberId, text: string): void;
}

/** As long as it takes to read or hear one: what comes meanwhile is told together, ms. */
const QUIET_MS = 4_000;
const MAX_TOLD_CHARS = 80;

export function createHerald(ports: HeraldPorts): Herald {
  const announcement = createAnnouncement();
  let waiting: { readonly by: MemberId; readonly text: string }[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;

  const flush = () => {
    timer = null;
    const [first] = waiting;
    if (first === undefined || ports.signal.aborted) return;
    const told =
      waiting.length === 1
        ? text('chatSaid', ports.nameOf(first.by), shorten(first.text))
        : text('chatNewMessages', waiting.length);
    waiting = [];
    if (ports.isSeen.peek()) announcement.tell(told);
    else ports.toast(told, 'talk');
    timer = setTimeout(flush, QUIET_MS);
  };

  return {
    announcement: announcement.words,
    tell(by, text) {
      waiting.push({ by, text });
      if (timer === null) flush();
    },
  };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const chars = Array.from(line);
  return chars.length <= MAX_TOLD_CHARS ? line : `${chars.slice(0, MAX_TOLD_CHARS).join('')}…`;
}
