import { describe, expect, it } from 'vitest';
import type { VideoReading } from '../rig/video-controls.ts';
import { formatAct, formatHeader, formatRow, formatSummary, type TableRow } from './sync-table.ts';

const reading = (change: Partial<VideoReading>): VideoReading => ({
  currentTime: 7.0336,
  duration: 300,
  paused: false,
  ended: false,
  seeking: false,
  playbackRate: 1,
  readyState: 4,
  muted: false,
  readAtMs: 0,
  ...change,
});

describe('the live table', () => {
  it('has a row under each heading', () => {
    const row = formatRow({
      elapsedMs: 8_049,
      sinceActMs: 8_049,
      readings: [reading({}), reading({ currentTime: 7.041 })],
      difference: { state: 'measured', differenceMs: -7.4 },
      statuses: ['In step, 3 ms ± 1 ms', 'In step, 4 ms ± 1 ms'],
    });
    const lines = [formatHeader(['Chromium', 'Firefox']), row];
    expect(lines).toEqual([
      '  time         Chromium at          Firefox at        apart  Chromium says               Firefox says',
      ' 8.0 s     7.034 s playing     7.041 s playing        -7 ms  In step, 3 ms ± 1 ms        In step, 4 ms ± 1 ms',
    ]);
  });

  it('gives no number in the middle of an act, and shortens long words', () => {
    const row = formatRow({
      elapsedMs: 0,
      sinceActMs: 0,
      readings: [reading({ paused: true }), reading({ seeking: true })],
      difference: { state: 'in-between' },
      statuses: ['', 'The page was reloaded: click to come back'],
    });
    expect(row).toContain('7.034 s paused');
    expect(row).toContain('7.034 s seeking');
    expect(row).toMatch(/in between {30}The page was reloaded: cl…$/);
  });

  it('tells acts apart from rows', () => {
    expect(formatAct(12_340, 'Firefox: click on pause')).toBe('12.3 s  ── Firefox: click on pause');
  });

  it('sums up, with and without what follows an act', () => {
    const row = (sinceActMs: number, differenceMs: number): TableRow => ({
      elapsedMs: 0,
      sinceActMs,
      readings: [reading({}), reading({})],
      difference: { state: 'measured', differenceMs },
      statuses: ['', ''],
    });
    const rows = [row(500, -91), row(3_100, 14.4), row(3_500, -9)];
    expect(formatSummary(rows).split('\n')).toEqual([
      'Apart, all rows:               p50 14 ms, p95 91 ms, max 91 ms (3 rows)',
      'Apart, from 3 s after an act:  p50 9 ms, p95 14 ms, max 14 ms (2 rows)',
      'In step within 50 ms (p95, from 3 s after an act).',
    ]);
    const inBetween: TableRow = { ...row(0, 0), difference: { state: 'in-between' } };
    expect(formatSummary([...rows, inBetween, row(4_000, 51)]).split('\n')).toEqual([
      'Apart, all rows:               p50 14 ms, p95 91 ms, max 91 ms (4 rows), 1 more in the middle of an act',
      'Apart, from 3 s after an act:  p50 14 ms, p95 51 ms, max 51 ms (3 rows)',
      'Not in step within 50 ms (p95, from 3 s after an act).',
    ]);
  });

  it('claims nothing when nothing was measured', () => {
    expect(formatSummary([])).toContain('nothing could be measured');
    expect(formatSummary([])).toContain('Not in step');
  });
});
