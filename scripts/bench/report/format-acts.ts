// What the table's worst figures are made of: each act of a cell on a line, and what browsers say of their pictures.
// Pure.
import type { ActFigures, CellFigures } from '../figures/cell-figures.ts';
import type { PausedMoment } from '../figures/paused.ts';

export function formatActs(acts: readonly ActFigures[]): string {
  return acts
    .map(({ kind, actor, follower, delayMs, beyondMs, settleMs }) => {
      const reached = `there after ${format(delayMs)} (${format(beyondMs)} beyond the way), `;
      const way = kind === 'late-join' || kind === 'outage' ? '' : reached;
      return `    ${kind.padEnd(9)} ${actor} → ${follower}: ${way}together after ${format(settleMs)}`;
    })
    .join('\n');
}

/** One line about how far frames can be believed, as a check of the bench itself. */
export function formatPictures({ figures, rawFigures, record }: PictureCell): string {
  const raw = rawFigures.steadySkewMs;
  const list = (values: readonly (number | null)[]) => values.map(format).join(' and ');
  return [
    `    pictures are ${list(figures.pictureLagMs)} behind the playheads`,
    `frame times ${list(record.filmOffsetsMs)} off what is painted`,
    `page clocks good to ${list(record.clockUncertaintiesMs)}`,
    `uncalibrated steady p50 ${format(raw?.p50 ?? null)}, p95 ${format(raw?.p95 ?? null)}`,
  ].join('; ');
}

/** Each pause on a line: the painted frame on every screen, and where the element believes to be, in frames. */
export function formatPauses(pauses: readonly PausedMoment[], framesPerSecond: number): string {
  return pauses
    .map(({ actor, pictures }) => {
      const each = pictures.map(({ paintedFrame, playheadMs }) => {
        const playhead = ((playheadMs * framesPerSecond) / 1_000).toFixed(2);
        return `${paintedFrame ?? 'unreadable'} (playhead ${playhead})`;
      });
      return `    paused by ${actor}: frame ${each.join(' and ')}`;
    })
    .join('\n');
}

interface PictureCell {
  readonly figures: Pick<CellFigures, 'pictureLagMs'>;
  readonly rawFigures: Pick<CellFigures, 'steadySkewMs'>;
  readonly record: {
    readonly filmOffsetsMs: readonly number[];
    readonly clockUncertaintiesMs: readonly number[];
  };
}

function format(ms: number | null): string {
  return ms === null ? 'never' : `${Math.round(ms)} ms`;
}
