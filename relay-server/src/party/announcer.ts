// When a party is told of who came and went: a moment after the first, and again later if the telling failed. The
// joins and departures themselves are the store's.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { andThen, type Later } from './later.ts';

/** After a store has failed to announce a change, how long until it is asked again. */
const RETRY_MS = 1_000;

interface AnnouncerPorts {
  readonly announce: () => Later<void>;
  /** The end of a gathering time that begins at `at`; asks for a tick then. */
  readonly later: (at: LocalMs) => LocalMs;
}

export function createAnnouncer({ announce, later }: AnnouncerPorts) {
  let dueAt: LocalMs | null = null;
  /** Noted while an announcement was under way, which may not hold it. */
  let isNotedSince = false;

  return {
    note(now: LocalMs): void {
      isNotedSince = true;
      dueAt ??= later(now);
    },
    dueAt: (): LocalMs | null => dueAt,
    tick(at: LocalMs): Later<void> {
      if (dueAt === null || dueAt > at) return;
      isNotedSince = false;
      // Kept until it has worked, so that a failure is no loss.
      dueAt = (at + RETRY_MS) as LocalMs;
      return andThen(announce(), () => {
        dueAt = isNotedSince ? later(at) : null;
      });
    },
  };
}
