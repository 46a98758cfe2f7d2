// One cell as a handful of numbers that can be compared: with limits, with the reference, with another day. Pure.
import type { ActKind } from '../figures/acts.ts';
import type { ActFigures, CellFigures } from '../figures/cell-figures.ts';
import { countFramesApart, type PausedMoment } from '../figures/paused.ts';
import { quantile } from '../figures/spread.ts';

/** In the order of the table. */
export const FIGURES = {
  steadyP50Ms: 'steady p50',
  steadyP95Ms: 'p95',
  steadyMaxMs: 'max',
  beyondReferenceMs: 'p95 − ref',
  settleMs: 'settle',
  pauseMs: 'pause +',
  playMs: 'play +',
  seekMs: 'seek +',
  pausedApartP95: 'frames apart',
  pausedApartMax: 'max',
  seeksPerMinute: 'seeks/min',
  rateChangesPerMinute: 'rates/min',
  offRateMs: 'off-rate',
  echoes: 'echoes',
  cpuShare: 'CPU',
} as const;

export type FigureName = keyof typeof FIGURES;

/** Worst of the cell; `null` was not measured, `Infinity` is "never". */
export type Summary = Readonly<Record<FigureName, number | null>>;

export interface SummaryInput {
  readonly figures: CellFigures;
  readonly pauses: readonly PausedMoment[];
  readonly cpuShares: readonly (number | null)[];
  /** The steady p95 of the same browsers without network and party. */
  readonly referenceP95Ms: number | null;
  readonly echoes: number | null;
}

export function summarise(input: SummaryInput): Summary {
  const { figures, referenceP95Ms } = input;
  const { steadySkewMs, acts } = figures;
  const apart = input.pauses.map(countFramesApart).filter((frames) => frames !== null);
  const isBoth = steadySkewMs !== null && referenceP95Ms !== null;
  return {
    steadyP50Ms: steadySkewMs?.p50 ?? null,
    steadyP95Ms: steadySkewMs?.p95 ?? null,
    steadyMaxMs: steadySkewMs?.max ?? null,
    beyondReferenceMs: isBoth ? steadySkewMs.p95 - referenceP95Ms : null,
    settleMs: worst(acts.filter(({ kind }) => kind !== 'pause').map(({ settleMs }) => settleMs)),
    pauseMs: worstBeyond(acts, ['pause']),
    playMs: worstBeyond(acts, ['play', 'resume']),
    seekMs: worstBeyond(acts, ['seek']),
    pausedApartP95: quantile(apart, 0.95),
    pausedApartMax: quantile(apart, 1),
    seeksPerMinute: figures.steadySeeksPerMinute,
    rateChangesPerMinute: figures.steadyRateChangesPerMinute,
    offRateMs: figures.longestOffRateMs,
    echoes: input.echoes,
    cpuShare: quantile(
      input.cpuShares.filter((share) => share !== null),
      1,
    ),
  };
}

function worstBeyond(acts: readonly ActFigures[], kinds: readonly ActKind[]): number | null {
  return worst(acts.filter(({ kind }) => kinds.includes(kind)).map(({ beyondMs }) => beyondMs));
}

/** Null among the values is "never came", the worst there is. */
function worst(values: readonly (number | null)[]): number | null {
  return quantile(
    values.map((value) => value ?? Number.POSITIVE_INFINITY),
    1,
  );
}
