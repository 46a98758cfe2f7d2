// Several runs of the same cell as one: the usual value and the worst one of each figure. Pure.
import { quantile } from '../figures/spread.ts';
import type { TableLine } from './format-table.ts';
import { FIGURES, type FigureName, type Summary } from './summary.ts';

/** Two lines for each label that has several; what occurs once says it all already. */
export function gatherRuns(lines: readonly TableLine[]): TableLine[] {
  const labels = [...new Set(lines.map(({ label }) => label))];
  return labels.flatMap((label) => {
    const runs = lines.filter((line) => line.label === label);
    if (runs.length < 2) return [];
    const take = (share: number): Summary =>
      Object.fromEntries(
        (Object.keys(FIGURES) as FigureName[]).map((name) => {
          const values = runs.map(({ summary }) => summary[name]).filter((value) => value !== null);
          return [name, quantile(values, share)];
        }),
      ) as Summary;
    return [
      { label: `${label}, median of ${runs.length}`, summary: take(0.5), verdicts: [] },
      { label: `${label}, worst`, summary: take(1), verdicts: runs.flatMap(({ verdicts }) => verdicts) },
    ];
  });
}
