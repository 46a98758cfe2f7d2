// Percentiles by nearest rank: always a value that was really measured. Pure.

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Null of nothing. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export function spreadOf(values: readonly number[]): Spread | null {
  const [p50, p95, max] = [quantile(values, 0.5), quantile(values, 0.95), quantile(values, 1)];
  return p50 === null || p95 === null || max === null ? null : { p50, p95, max };
}
