// Drift over the last minute as lines in a box. Pure: what the panel draws, in numbers.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { type DriftSample, HISTORY_SPAN_MS } from './details-view.ts';

export interface SparklineBox {
  readonly width: number;
  readonly height: number;
}

export interface Sparkline {
  /** `x,y x,y …` of each stretch without a gap, for a polyline. */
  readonly lines: readonly string[];
  /** Where the newest sample stands; null when there is nothing to measure now. */
  readonly end: { readonly x: number; readonly y: number } | null;
  /** The upper edge of the box, in ms; the lower is as far below zero. */
  readonly scaleMs: number;
}

/** Edges that make comparing easy. The first is what counts as in step; beyond the last the line runs along it. */
const SCALES_MS = [50, 100, 250, 500, 1_000] as const;
const LARGEST_MS = 1_000;
/** Ticks come each second: with one missed, the line goes on; with more, nobody knows what was between. In ms. */
const MAX_GAP_MS = 3_000;

export function drawSparkline(history: readonly DriftSample[], now: LocalMs, box: SparklineBox): Sparkline {
  const scaleMs = SCALES_MS.find((each) => each >= usualDriftMs(history)) ?? LARGEST_MS;
  const place = (at: LocalMs, driftMs: number) => {
    const x = box.width * (1 - (now - at) / HISTORY_SPAN_MS);
    const share = Math.min(1, Math.max(-1, driftMs / scaleMs));
    return { x: round(x), y: round((box.height / 2) * (1 - share)) };
  };
  const lines: string[][] = [];
  let previousAt: LocalMs | null = null;
  for (const { at, driftMs } of history) {
    if (driftMs === null) {
      previousAt = null;
      continue;
    }
    if (previousAt === null || at - previousAt > MAX_GAP_MS) lines.push([]);
    const { x, y } = place(at, driftMs);
    lines.at(-1)?.push(`${x},${y}`);
    previousAt = at;
  }
  const newest = history.at(-1);
  const end = newest === undefined || newest.driftMs === null ? null : place(newest.at, newest.driftMs);
  return { lines: lines.map((points) => points.join(' ')), end, scaleMs };
}

/** Nine tenths of the minute were no further apart: a short jump runs along the edge and flattens nothing else. */
function usualDriftMs(history: readonly DriftSample[]): number {
  const drifts = history.flatMap(({ driftMs }) => (driftMs === null ? [] : [Math.abs(driftMs)]));
  drifts.sort((a, b) => a - b);
  return drifts[Math.ceil(drifts.length * 0.9) - 1] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
