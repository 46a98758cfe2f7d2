import { SYNC_STATES } from '@sameframe/shared/presence.ts';
import { expect, test } from 'vitest';
import { describeMemberSync, describeOwnSync, formatDrift } from './sync-words.ts';

test('a member in step is shown with the measured drift', () => {
  const words = describeMemberSync({ state: 'in-step', driftMs: -12.4, uncertaintyMs: 4 });
  expect(words).toEqual({ text: 'in step', measured: '12 ms', tone: 'good' });
});

test('one’s own drift is shown with its uncertainty', () => {
  const words = describeOwnSync({ state: 'in-step', driftMs: 12.4, uncertaintyMs: 3.6 });
  expect(words).toEqual({ text: 'In step', measured: '12 ms ± 4 ms', tone: 'good' });
});

test('catching up says in which direction: drift is playhead − expected', () => {
  expect(describeMemberSync({ state: 'catching-up', driftMs: -1_420, uncertaintyMs: 4 }).measured).toBe(
    '1.4 s behind',
  );
  expect(describeMemberSync({ state: 'catching-up', driftMs: 340, uncertaintyMs: 4 }).measured).toBe(
    '340 ms ahead',
  );
});

test('a state without a measurement shows none, even if one is sent along', () => {
  expect(describeMemberSync({ state: 'buffering', driftMs: -300, uncertaintyMs: 4 }).measured).toBeNull();
});

test('silence is said, not shown as in step', () => {
  expect(describeMemberSync(null)).toEqual({ text: 'not heard from lately', measured: null, tone: 'quiet' });
});

test.each(SYNC_STATES)('has words for %s', (state) => {
  const report = { state, driftMs: null, uncertaintyMs: null };
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
