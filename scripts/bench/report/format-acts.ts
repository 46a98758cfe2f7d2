// Each act of a cell on a line: what the table's worst figures are made of. Pure.
import type { ActFigures } from '../figures/cell-figures.ts';

export function formatActs(acts: readonly ActFigures[]): string {
  return acts
    .map(({ kind, actor, follower, delayMs, beyondMs, settleMs }) => {
      const reached = `there after ${format(delayMs)} (${format(beyondMs)} beyond the way)`;
      return `    ${kind.padEnd(9)} ${actor} → ${follower}: ${reached}, together after ${format(settleMs)}`;
    })
    .join('\n');
}

function format(ms: number | null): string {
  return ms === null ? 'never' : `${Math.round(ms)} ms`;
}
