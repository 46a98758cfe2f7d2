import type { LocalMs } from '@sameframe/shared/time.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTickTimer, type TickTimer } from './tick-timer.ts';

let timer: TickTimer;
let dues: number[];
let ticks: number[];

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  [dues, ticks] = [[], []];
  const now = () => Date.now() as LocalMs;
  const core = {
    dueAt: () => Math.min(...dues, 1e6) as LocalMs,
    tick() {
      ticks.push(now());
      dues = dues.filter((dueAt) => dueAt > now());
    },
  };
  timer = createTickTimer(core, now);
});
afterEach(() => {
  timer.stop();
  vi.useRealTimers();
});

function schedule(...added: number[]): void {
  for (const dueAt of added) {
    dues.push(dueAt);
    timer.rearm();
  }
}

test('what is due at nearly the same time is one tick, and none comes before it is due', () => {
  schedule(212, 205, 219);
  vi.advanceTimersByTime(1_000);
  expect(ticks).toEqual([225]);
});

test('what is due sooner brings the tick forward, and the later one has its own', () => {
  schedule(900, 110);
  vi.advanceTimersByTime(1_000);
  expect(ticks).toEqual([125, 900]);
});

test('a tick that is over is not waited for again, and none comes after the end', () => {
  schedule(50);
  vi.advanceTimersByTime(60);
  schedule(100);
  timer.stop();
  vi.advanceTimersByTime(1_000);
  expect(ticks).toEqual([50]);
});
