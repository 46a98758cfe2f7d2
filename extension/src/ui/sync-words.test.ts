import { NOTHING_MEASURED, SYNC_STATES } from '@sameframe/shared/presence.ts';
import { expect, test } from 'vitest';
import { describeMemberSync, describeOwnSync, formatBuffer, formatDrift } from './sync-words.ts';

const IN_STEP = { state: 'in-step', driftMs: -12.4, uncertaintyMs: 3.6, bufferedAheadS: 42.2 } as const;

test('a member in step is shown with the measured drift, how sure it is, and what is loaded', () => {
  const words = describeMemberSync(IN_STEP);
  expect(words).toEqual({ text: 'in step', measured: '12 ms ± 4 ms, 42 s loaded', tone: 'good' });
});

test('one’s own drift is shown with its uncertainty', () => {
  expect(describeOwnSync(IN_STEP)).toEqual({ text: 'In step', measured: '12 ms ± 4 ms', tone: 'good' });
});

test('an older extension tells no buffer, and none is shown', () => {
  expect(describeMemberSync({ ...IN_STEP, bufferedAheadS: null }).measured).toBe('12 ms ± 4 ms');
});

test('what is loaded is told of those who watch', () => {
  const unmeasured = { ...NOTHING_MEASURED, bufferedAheadS: 0.42 };
  expect(describeMemberSync({ ...unmeasured, state: 'buffering' }).measured).toBe('0.4 s loaded');
  expect(describeMemberSync({ ...unmeasured, state: 'other-page' }).measured).toBeNull();
});

test('catching up says in which direction: drift is playhead − expected', () => {
  const catchingUp = { ...NOTHING_MEASURED, state: 'catching-up' } as const;
  expect(describeMemberSync({ ...catchingUp, driftMs: -1_420 }).measured).toBe('1.4 s behind');
  expect(describeMemberSync({ ...catchingUp, driftMs: 340 }).measured).toBe('340 ms ahead');
});

test('[LV4] of a live stream it is said how well it can be aligned, or that it is not', () => {
  const live = { ...NOTHING_MEASURED, state: 'in-step', live: 'edge' } as const;
  expect(describeOwnSync(live)).toEqual({
    text: 'Live: in step to within a segment',
    measured: null,
    tone: 'good',
  });
  expect(describeOwnSync({ ...live, state: 'catching-up', driftMs: -3_100 })).toMatchObject({
    text: 'Live: catching up',
    measured: '3.1 s behind',
  });
  expect(describeOwnSync({ ...live, live: 'apart' }).text).toBe('Live: play, pause and speed are shared');
  expect(describeOwnSync({ ...live, state: 'buffering' }).text).toBe('Your video is buffering');
  expect(describeMemberSync(live).text).toBe('live: in step to within a segment');
  const exact = { ...live, live: 'programme', driftMs: 12, uncertaintyMs: 3 } as const;
  expect(describeOwnSync(exact)).toMatchObject({
    text: 'Live: in step by the programme’s clock',
    measured: '12 ms ± 3 ms',
  });
  expect(describeMemberSync(exact).text).toBe('live: in step by the programme’s clock');
  expect(describeOwnSync({ ...exact, state: 'catching-up' }).text).toBe('Live: catching up');
});

test('a state without a measurement shows none, even if one is sent along', () => {
  const report = { state: 'waiting', driftMs: -300, uncertaintyMs: 4, bufferedAheadS: 9 } as const;
  expect(describeMemberSync(report).measured).toBeNull();
});

test('silence is said, not shown as in step', () => {
  expect(describeMemberSync(null)).toEqual({ text: 'not heard from lately', measured: null, tone: 'quiet' });
});

test.each(SYNC_STATES)('has words for %s', (state) => {
  const report = { ...NOTHING_MEASURED, state };
  expect(describeOwnSync(report).text).not.toBe('');
  expect(describeMemberSync(report).text).not.toBe('');
});

test.each([
  [0, '0 ms'],
  [-999.4, '999 ms'],
  [999.6, '1.0 s'],
  [59_940, '59.9 s'],
  [61_000, '1 min'],
])('formats %d ms as %s', (driftMs, text) => {
  expect(formatDrift(driftMs)).toBe(text);
});

test.each([
  [0, '0.0 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [61, '1 min'],
])('formats %d s of buffer as %s', (bufferedAheadS, text) => {
  expect(formatBuffer(bufferedAheadS)).toBe(text);
});
