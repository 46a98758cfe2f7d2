import * as v from 'valibot';
import { expect, test } from 'vitest';
import { PRESENCE_PERIOD_MS, PRESENCE_TTL_MS, SYNC_STATES, syncReportSchema } from './presence.ts';

const report = { state: 'in-step', driftMs: -3.5, uncertaintyMs: 4, bufferedAheadS: 12.5 };

test('[PR5] a report is one of the known states with its drift and how sure that is', () => {
  for (const state of SYNC_STATES) expect(v.parse(syncReportSchema, { ...report, state }).state).toBe(state);
  const unmeasured = { state: 'no-video', driftMs: null, uncertaintyMs: null, bufferedAheadS: null };
  expect(v.parse(syncReportSchema, { ...unmeasured, mood: 'good' })).toEqual(unmeasured);
});

test('[PR6] a report from before the buffer was told is read as one that does not tell it', () => {
  const { bufferedAheadS: _, ...older } = report;
  expect(v.parse(syncReportSchema, older)).toEqual({ ...report, bufferedAheadS: null });
});

test.each([
  { ...report, state: 'asleep' },
  { ...report, driftMs: Number.POSITIVE_INFINITY },
  { ...report, driftMs: '3' },
  { ...report, uncertaintyMs: -1 },
  { ...report, bufferedAheadS: -1 },
  { ...report, bufferedAheadS: Number.POSITIVE_INFINITY },
  { state: 'idle' },
  'in-step',
  null,
])('[PR5] %j is no report', (value) => {
  expect(v.safeParse(syncReportSchema, value).success).toBe(false);
});

test('[PR5] a report is shown until three that should have followed are missing', () => {
  expect(PRESENCE_TTL_MS).toBeGreaterThan(3 * PRESENCE_PERIOD_MS);
});
