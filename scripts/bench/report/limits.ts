// What the product must reach, as data, and whether a cell does. Pure.
import type { NetworkName } from '../network/networks.ts';
import { FIGURES, type FigureName, type Summary } from './summary.ts';

type PerNetwork = Readonly<Record<NetworkName, number>>;

const everywhere = (limit: number): PerNetwork => ({ lan: limit, broadband: limit, bad: limit });

/** Highest allowed values, in the unit of the figure's name. */
export const LIMITS: Readonly<Partial<Record<FigureName, PerNetwork>>> = {
  // 60 of the 75 are the asymmetry of the bad network, which no clock can see.
  beyondReferenceMs: { lan: 4, broadband: 8, bad: 75 },
  settleMs: { lan: 500, broadband: 1_000, bad: 3_000 },
  pauseMs: { lan: 20, broadband: 20, bad: 40 },
  playMs: { lan: 100, broadband: 100, bad: 150 },
  seekMs: { lan: 40, broadband: 60, bad: 100 },
  pausedApartP95: everywhere(0),
  pausedApartMax: everywhere(1),
  seeksPerMinute: everywhere(0),
  rateChangesPerMinute: everywhere(1),
  offRateMs: everywhere(3_000),
  echoes: everywhere(0),
};

export interface Verdict {
  readonly figure: FigureName;
  readonly value: number;
  readonly limit: number;
  readonly isMet: boolean;
}

/** Of every figure that has a limit and was measured. */
export function judge(summary: Summary, network: NetworkName): Verdict[] {
  return (Object.keys(FIGURES) as FigureName[]).flatMap((figure) => {
    const [value, limit] = [summary[figure], LIMITS[figure]?.[network]];
    if (value === null || limit === undefined) return [];
    // Rounding of the clocks' sums must not decide.
    return [{ figure, value, limit, isMet: value <= limit + 1e-6 }];
  });
}
