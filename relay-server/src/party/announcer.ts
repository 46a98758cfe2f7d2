// When a party is told of who came and went: a moment after the first, and again later if the telling failed. The
// joins and departures themselves are the store's.
import type { RelayMs } from '@sameframe/shared/time.ts';
import { andThen, type Later } from './later.ts';

/** After a store has failed to announce a change, how long until it is asked again. */
const RETRY_MS = 1_000;

interface AnnouncerPorts {
  readonly announce: (at: RelayMs) => Later<void>;
  /** The end of a gathering time that begins at `at`; asks for a tick then. */
  readonly later: (at: RelayMs) => RelayMs;
}

export function createAnnouncer({ announce, later }: AnnouncerPorts) {
  let dueAt: RelayMs | null = null;
  /** Noted while an announcement was under way, which may not hold it. */
  let isNotedSince = false;

  return {
    note(now: RelayMs): void {
      isNotedSince = true;
      dueAt ??= later(now);
    },
    dueAt: (): RelayMs | null => dueAt,
    tick(at: RelayMs): Later<void> {
      if (dueAt === null || dueAt > at) return;
      isNotedSince = false;
      // Kept until it has worked, so that a failure is no loss.
      dueAt = (at + RETRY_MS) as RelayMs;
      return andThen(announce(at), () => {
        dueAt = isNotedSince ? later(at) : null;
      });
    },
  };
}
