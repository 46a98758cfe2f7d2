// For how long a site's player may be missing before Sameframe says that it does not know it.
import type { PlayerCondition } from './site-player.ts';

/** Sites bring their player up by and by, and another for the next film; one that is away for longer will not come, ms. */
const PATIENCE_MS = 10_000;

export function createPatience(readClock: () => number) {
  let missingSince: number | null = null;
  return {
    /** How it is, after a look. */
    judge(isThere: boolean): PlayerCondition {
      if (isThere) {
        missingSince = null;
        return 'working';
      }
      missingSince ??= readClock();
      return readClock() - missingSince < PATIENCE_MS ? 'starting' : 'lost';
    },
  };
}

/**
 * How it is with what a site's page shows around its film: missed only while the film plays, as controls hide, and known
 * for good once it was seen.
 */
export function watchMarks(
  media: Pick<HTMLMediaElement, 'paused'>,
  readClock: () => number,
  isSeen: () => boolean,
): () => PlayerCondition {
  const patience = createPatience(readClock);
  let wasSeen = false;
  let isLost = false;
  return () => {
    wasSeen ||= isSeen();
    isLost = !wasSeen && (isLost || patience.judge(media.paused) === 'lost');
    return isLost ? 'lost' : 'working';
  };
}
