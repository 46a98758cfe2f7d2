// What of a stream can be seen now: where it is live that moves on, and it is all that an element tells of live.

export interface LiveWindow {
  /** In the element's own seconds. */
  readonly startS: number;
  /** The live edge, as far as this player has heard of it: it goes on by a piece at a time. */
  readonly endS: number;
}

/** The part of HTMLMediaElement that is read here. */
export interface SeekableLike {
  readonly duration: number;
  readonly currentSrc: string;
  readonly seekable: {
    readonly length: number;
    start(index: number): number;
    end(index: number): number;
  };
}

/**
 * Null for what is no stream: a file has an end, and browsers may only be slow to find it. Of one without an end that is no
 * stream in pieces (a radio's) Chromium says that all of it can be seen, for ever: `unknown`.
 */
export function readLiveWindow({
  duration,
  currentSrc,
  seekable,
}: SeekableLike): LiveWindow | 'unknown' | null {
  const isStream = duration === Number.POSITIVE_INFINITY || currentSrc.startsWith('blob:');
  if (!isStream || seekable.length === 0) return null;
  const endS = seekable.end(seekable.length - 1);
  return Number.isFinite(endS) ? { startS: seekable.start(0), endS } : 'unknown';
}
