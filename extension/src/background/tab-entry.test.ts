import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import type { BrowserApi } from '../platform/browser-api.ts';
import { createTabEntry } from './tab-entry.ts';

/** A tab in which a film was found, and that lets us in. */
function setup() {
  let nowMs = 0;
  const page = { isComplete: true, entries: 0 };
  const executeScript = async () => {
    page.entries += 1;
    return [];
  };
  const entry = createTabEntry({
    browser: { scripting: { executeScript } } as unknown as BrowserApi,
    clock: { now: () => nowMs as LocalMs, schedule: () => () => undefined, repeat: () => () => undefined },
    tabId: 1,
    isComplete: () => page.isComplete,
    isIn: () => true,
    onEntering: () => undefined,
    onEntered: () => undefined,
  });
  const passTo = (ms: number, isTick = true) => {
    nowMs = ms;
    if (isTick) entry.tend();
  };
  return { entry, page, passTo };
}

test('[RT8] a frame that comes beside a film is entered at once', () => {
  const { entry, page, passTo } = setup();
  passTo(60_000);
  expect(page.entries).toBe(0);
  entry.noteFrame();
  expect(page.entries).toBe(1);
  passTo(120_000);
  expect(page.entries).toBe(1);
});

test('[RT8] frames that come all the time are entered every two seconds', () => {
  const { entry, page, passTo } = setup();
  for (let ms = 10_000; ms < 20_000; ms += 100) {
    passTo(ms, ms % 1_000 === 0);
    entry.noteFrame();
  }
  expect(page.entries).toBe(5);
  passTo(21_000);
  passTo(22_000);
  expect(page.entries).toBe(6);
});

test('[RT8] a tab in which something may still come is entered every five seconds', () => {
  const { page, passTo } = setup();
  page.isComplete = false;
  for (let ms = 1_000; ms <= 20_000; ms += 1_000) passTo(ms);
  expect(page.entries).toBe(4);
});
