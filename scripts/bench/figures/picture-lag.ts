// How far the picture is behind the playhead that the element reports: what an engine that reads playheads cannot see.
// Pure.
import { isWithin, type PageLog, type Span } from './page-log.ts';
import { quantile } from './spread.ts';

/** A playhead says nothing much later: `timeupdate` comes each 250 ms. */
const PLAYHEAD_TTL_MS = 400;

/** In film ms, at the moment a frame appears; median of steady play. Null of nothing. */
export function measurePictureLag({ frames, events }: PageLog, steady: readonly Span[]): number | null {
  const playheads = events.filter(({ kind, isPaused }) => kind === 'timeupdate' && !isPaused);
  const lags = frames.flatMap(({ atMs, filmMs }) => {
    if (!steady.some((stretch) => isWithin(stretch, atMs))) return [];
    const playhead = playheads.findLast((event) => event.atMs <= atMs && atMs - event.atMs < PLAYHEAD_TTL_MS);
    if (playhead === undefined) return [];
    return [playhead.positionMs + (atMs - playhead.atMs) * playhead.rate - filmMs];
  });
  return quantile(lags, 0.5);
}
