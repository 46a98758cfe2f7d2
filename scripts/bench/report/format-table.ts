// The lines that a person reads: one per cell, every figure in its column; then what was missed. Pure.
import type { Verdict } from './limits.ts';
import { FIGURES, type FigureName, type Summary } from './summary.ts';

export interface TableLine {
  readonly label: string;
  readonly summary: Summary;
  readonly verdicts: readonly Verdict[];
}

const NAMES = Object.keys(FIGURES) as FigureName[];
const MISSED = '!';

/** A value with `!` breaks its limit. */
export function formatTable(lines: readonly TableLine[]): string {
  const cells = [
    ['', ...NAMES.map((name) => FIGURES[name])],
    ...lines.map(({ label, summary, verdicts }) => [
      label,
      ...NAMES.map((name) => {
        const isMissed = verdicts.some(({ figure, isMet }) => figure === name && !isMet);
        return formatValue(name, summary[name]) + (isMissed ? MISSED : ' ');
      }),
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))),
    )
    .map((row) => row.join('  ').trimEnd())
    .join('\n');
}

/** One line per limit and cell that was judged. */
export function formatVerdicts(lines: readonly TableLine[]): string {
  return lines
    .flatMap(({ label, verdicts }) =>
      verdicts.map(
        ({ figure, value, limit, isMet }) =>
          `${isMet ? 'met   ' : 'MISSED'}  ${label}: ${figure} ${formatValue(figure, value)}, limit ${limit}`,
      ),
    )
    .join('\n');
}

function formatValue(name: FigureName, value: number | null): string {
  if (value === null) return '·';
  if (value === Number.POSITIVE_INFINITY) return 'never';
  if (name === 'cpuShare') return `${Math.round(value * 100)}%`;
  const digits = name === 'rateChangesPerMinute' && value % 1 !== 0 ? 1 : 0;
  // Rounding makes a minus zero of small negative ones.
  return value.toFixed(digits).replace(/^-0$/, '0');
}
