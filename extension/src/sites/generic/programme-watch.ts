// Asks now and then what is said of an element's programme time, and keeps what programme-clock.ts makes of it.
import type { ReadProgramme } from '../page-world/register-player.ts';
import { NO_PROGRAMME, noteProgramme, type ProgrammeClock } from './programme-clock.ts';

/** The page's player is asked no more often, ms. */
const ASK_EVERY_MS = 1_000;
/** HAVE_CURRENT_DATA: before that, and on the way to elsewhere, players tell of where they were. */
const SHOWS_SOMETHING = 2;

interface Watched {
  /** Of another source nothing is known. */
  readonly source: string;
  readonly askedAt: number;
  readonly clock: ProgrammeClock;
}

/** `ask`: what the page says just now; `readClock`: milliseconds that only go forward. May be asked at every event. */
export function watchProgramme(ask: ReadProgramme, readClock: () => number): ReadProgramme {
  const watched = new WeakMap<HTMLMediaElement, Watched>();
  return (media) => {
    const source = media.currentSrc;
    const before = watched.get(media);
    const known = before?.source === source ? before.clock : NO_PROGRAMME;
    const now = readClock();
    const isDue = before?.source !== source || now - before.askedAt >= ASK_EVERY_MS;
    if (!isDue || media.seeking || media.readyState < SHOWS_SOMETHING) return known.offsetS;
    const saidS = ask(media);
    // A player that has gone takes nothing back of what its source was.
    const clock = saidS === null ? known : noteProgramme(known, saidS);
    watched.set(media, { source, askedAt: now, clock });
    return clock.offsetS;
  };
}
