// The lines of the live table. Pure: what is in them was measured elsewhere.
import type { VideoReading } from '../rig/video-controls.ts';
import { type Difference, type Summary, summariseDifferences } from './measure-difference.ts';

/** What `npm start` promises of two browsers on one machine; the benches are about less. */
const IN_STEP_WITHIN_MS = 50;
/** Who follows an act closes what is left by playing a little faster or slower, which takes this long. */
const SETTLED_AFTER_MS = 3_000;

export interface TableRow {
  readonly elapsedMs: number;
  /** Since the last act had reached both. */
  readonly sinceActMs: number;
  readonly readings: readonly [VideoReading, VideoReading];
  readonly difference: Difference;
  /** Each extension's own word, from its popup. */
  readonly statuses: readonly [string, string];
}

const WIDTH = { time: 6, position: 18, difference: 11, status: 26 } as const;

export function formatHeader(labels: readonly [string, string]): string {
  return joinCells(
    'time',
    [`${labels[0]} at`, `${labels[1]} at`],
    'apart',
    labels.map((label) => `${label} says`),
  );
}

export function formatRow({ elapsedMs, readings, difference, statuses }: TableRow): string {
  const apart = difference.state === 'measured' ? formatSigned(difference.differenceMs) : 'in between';
  return joinCells(
    `${(elapsedMs / 1_000).toFixed(1)} s`,
    readings.map(formatPosition),
    apart,
    // The popup's words as they are, only short enough for a column.
    statuses.map((status) =>
      status.length > WIDTH.status ? `${status.slice(0, WIDTH.status - 1)}…` : status,
    ),
  );
}

/** A person's act, between two rows. */
export function formatAct(elapsedMs: number, what: string): string {
  return `${`${(elapsedMs / 1_000).toFixed(1)} s`.padStart(WIDTH.time)}  ── ${what}`;
}

/** Two lines: everything that was measured, and what is left once an act has settled, with the verdict on that. */
export function formatSummary(rows: readonly TableRow[]): string {
  const all = summariseDifferences(rows.map(({ difference }) => difference));
  const settledRows = rows.filter(({ sinceActMs }) => sinceActMs >= SETTLED_AFTER_MS);
  const settled = summariseDifferences(settledRows.map(({ difference }) => difference));
  const isInStep = settled.p95 !== null && settled.p95 <= IN_STEP_WITHIN_MS;
  const unmeasured = all.inBetween === 0 ? '' : `, ${all.inBetween} more in the middle of an act`;
  return [
    `Apart, all rows:               ${formatNumbers(all)}${unmeasured}`,
    `Apart, from ${SETTLED_AFTER_MS / 1_000} s after an act:  ${formatNumbers(settled)}`,
    `${isInStep ? 'In step' : 'Not in step'} within ${IN_STEP_WITHIN_MS} ms (p95, from ${SETTLED_AFTER_MS / 1_000} s after an act).`,
  ].join('\n');
}

function formatNumbers({ measured, p50, p95, max }: Summary): string {
  if (p50 === null || p95 === null || max === null) return 'nothing could be measured';
  return `p50 ${Math.round(p50)} ms, p95 ${Math.round(p95)} ms, max ${Math.round(max)} ms (${measured} rows)`;
}

function formatPosition({ currentTime, paused, seeking }: VideoReading): string {
  const moving = paused ? 'paused' : 'playing';
  return `${currentTime.toFixed(3)} s ${seeking ? 'seeking' : moving}`;
}

function formatSigned(ms: number): string {
  const rounded = Math.round(ms);
  return `${rounded > 0 ? '+' : ''}${rounded === 0 ? 0 : rounded} ms`;
}

function joinCells(
  time: string,
  positions: readonly string[],
  apart: string,
  statuses: readonly string[],
): string {
  return [
    time.padStart(WIDTH.time),
    ...positions.map((position) => position.padStart(WIDTH.position)),
    apart.padStart(WIDTH.difference),
    ...statuses.map((status) => status.padEnd(WIDTH.status)),
  ]
    .join('  ')
    .trimEnd();
}
