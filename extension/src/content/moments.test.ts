import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import type { Moment } from '../messages/content-background.ts';
import { watchMoments } from './moments.ts';

/** In a document that the browser came to in that way. */
function setup(type: 'navigate' | 'back_forward' = 'navigate') {
  let nowMs = 0;
  const told: Moment[] = [];
  const window = Object.assign(new EventTarget(), { performance: { getEntriesByType: () => [{ type }] } });
  const moments = watchMoments({
    window: window as unknown as Window,
    readClock: () => nowMs as LocalMs,
    tell: (what) => told.push(what),
    signal: new AbortController().signal,
  });
  const typeAt = (atMs: number) => {
    nowMs = atMs;
    moments.noteHand();
  };
  return { moments, told, typeAt, happen: (event: object) => window.dispatchEvent(event as Event) };
}

test('[FO4] of someone who types one hand a second is told', () => {
  const { told, typeAt } = setup();
  for (const atMs of [0, 100, 999]) typeAt(atMs);
  expect(told).toEqual(['hand']);
  typeAt(1_000);
  expect(told).toEqual(['hand', 'hand']);
});

test('[FO3] a document that the history led to says so once, and others do not', () => {
  const { moments, told } = setup('back_forward');
  moments.repeat();
  moments.repeat();
  expect(told).toEqual(['back']);
  const other = setup();
  other.moments.repeat();
  expect(other.told).toEqual([]);
});

test('[FO3] so does one that the browser has kept', () => {
  const { moments, told, happen } = setup();
  moments.repeat();
  happen(new Event('pagehide'));
  moments.repeat();
  expect(told).toEqual(['back']);
});

test('[FO3] so does one that stays, and a fragment that its script has set is none', () => {
  const { told, happen } = setup();
  happen(Object.assign(new Event('popstate'), { state: null }));
  expect(told).toEqual([]);
  happen(Object.assign(new Event('popstate'), { state: {} }));
  expect(told).toEqual(['back']);
});
