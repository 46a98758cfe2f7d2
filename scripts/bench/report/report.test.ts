import { describe, expect, it } from 'vitest';
import { formatTable, formatVerdicts } from './format-table.ts';
import { gatherRuns } from './over-runs.ts';
import { plotSkew } from './plot-skew.ts';
import { FIGURES, type Summary } from './summary.ts';

const nothing = Object.fromEntries(Object.keys(FIGURES).map((name) => [name, null])) as unknown as Summary;

describe('the table', () => {
  const summary: Summary = {
    ...nothing,
    steadyP95Ms: 16.7,
    settleMs: Number.POSITIVE_INFINITY,
    cpuShare: 0.123,
  };
  const verdicts = [
    { figure: 'settleMs', value: Number.POSITIVE_INFINITY, limit: 500, isMet: false },
  ] as const;
  const lines = [{ label: 'cc lan product', summary, verdicts }];

  it('shows each figure under its name, and marks what broke its limit', () => {
    const [head = '', row = ''] = formatTable(lines).split('\n');
    expect(row).toMatch(/^cc lan product.* 17 .* never! .* 12%$/);
    expect(head.indexOf('settle') + 'settle'.length).toBe(row.indexOf('never!') + 'never!'.length);
  });

  it('says of each limit whether it was met', () => {
    expect(formatVerdicts(lines)).toBe('MISSED  cc lan product: settleMs never, limit 500');
  });
});

describe('several runs', () => {
  const line = (label: string, steadyP95Ms: number | null) => ({
    label,
    summary: { ...nothing, steadyP95Ms },
    verdicts: [],
  });

  it('come to their median and their worst, of what was measured', () => {
    const [median, worst, ...others] = gatherRuns([
      line('a', 3),
      line('b', 99),
      line('a', 40),
      line('a', 7),
      line('a', null),
    ]);
    expect(median).toMatchObject({ label: 'a, median of 4', summary: { steadyP95Ms: 7 } });
    expect(worst).toMatchObject({ label: 'a, worst', summary: { steadyP95Ms: 40, settleMs: null } });
    expect(others).toEqual([]);
  });
});

describe('the plot', () => {
  it('draws each track within its own strip, also what is off the scale', () => {
    const samples = [0, 60_000, -60_000].map((skewMs, index) => ({ atMs: index * 10, skewMs }));
    const svg = plotSkew([{ label: 'a < b', samples, marks: [{ atMs: 10, label: 'seek' }] }]);
    expect(svg).toContain('a &lt; b');
    const heights = [...(svg.match(/points="([^"]*)"/)?.[1] ?? '').matchAll(/,([\d.]+)/g)].map(([, y]) =>
      Number(y),
    );
    expect(heights).toHaveLength(3);
    for (const y of heights) expect(y).toBeGreaterThanOrEqual(20);
    for (const y of heights) expect(y).toBeLessThanOrEqual(140);
  });
});
