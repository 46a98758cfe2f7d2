// How far the times that a browser gives its frames are from the pictures themselves. Zero for an honest film; with an
// error put in on purpose it is that error, which nothing else on the page betrays. Pure.
import { quantile } from '../figures/spread.ts';

/** A picture at rest: what the element says of its playhead, and what is painted. */
export interface PausedPicture {
  readonly playheadMs: number;
  readonly paintedFrame: number | undefined;
}

/**
 * Where to look, in seconds. At most one of them is at the edge of two frames, where either may be shown, whatever the
 * film's offset and for up to 60 frames a second.
 */
export const PLACES_S = [10, 10.006, 10.012] as const;

/**
 * In ms; frame times minus painted times. The playing frames tell where within a frame's length the film's grid lies,
 * the pictures at rest by how many whole frames it is off. (A paused frame's own time says neither in Firefox: after
 * an exact seek it is the target of the seek.)
 */
export function findFilmOffset(
  playingTimesMs: readonly number[],
  atRest: readonly PausedPicture[],
  framesPerSecond: number,
): number {
  const frameMs = 1_000 / framesPerSecond;
  // From the middle of the grid, so that rounding does not make an early frame out of a punctual one.
  const phases = playingTimesMs.map((timeMs) => timeMs - Math.round(timeMs / frameMs) * frameMs);
  const phaseMs = quantile(phases, 0.5) ?? 0;
  const wholeFrames = atRest.flatMap(({ playheadMs, paintedFrame }) => {
    if (paintedFrame === undefined) return [];
    // A picture is shown from its time on; a millisecond for what the playhead was rounded by.
    return [Math.floor((playheadMs - phaseMs + 1) / frameMs) - paintedFrame];
  });
  return phaseMs + (quantile(wholeFrames, 0.5) ?? 0) * frameMs;
}
