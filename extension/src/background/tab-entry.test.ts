import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import type { BrowserApi } from '../platform/browser-api.ts';
import { createTabEntry } from './tab-entry.ts';

/** A tab in which a film was found, and that lets us in; in a `waiting` one a frame never loads. */
function setup(kind: 'open' | 'closed' | 'waiting' = 'open') {
  let nowMs = 0;
  const page = { isComplete: true, entries: 0 };
  const executeScript = ({ target }: { target: { allFrames?: boolean } }) => {
    if (target.allFrames === true) {
      page.entries += 1;
      if (kind !== 'open') return new Promise(() => undefined);
    }
    return kind === 'closed' ? Promise.reject(new Error('closed')) : Promise.resolve([]);
  };
  const entry = createTabEntry({
    browser: { scripting: { executeScript } } as unknown as BrowserApi,
    clock: { now: () => nowMs as LocalMs, schedule: () => () => undefined, repeat: () => () => undefined },
    tabId: 1,
    isComplete: () => page.isComplete,
    isIn: () => true,
    onEntering: () => undefined,
    onEntered: () => undefined,
    onAnswer: () => undefined,
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

test('[RT8] a tab in which something may still come is entered every five seconds', async () => {
  const { page, passTo } = setup();
  page.isComplete = false;
  for (let ms = 1_000; ms <= 20_000; ms += 1_000) {
    passTo(ms);
    // The browser has answered by the next second.
    await new Promise(setImmediate);
  }
  expect(page.entries).toBe(4);
});

test('[BG1] whether the top frame lets us in is known while another frame never answers', async () => {
  expect(await setup('waiting').entry.enter()).toBe('injected');
  expect(await setup('closed').entry.enter()).toBe('refused');
});

test('[BG1] what never ends is tried again ever more seldom', () => {
  const { page, passTo } = setup('waiting');
  page.isComplete = false;
  for (let ms = 1_000; ms <= 3_600_000; ms += 1_000) passTo(ms);
  expect(page.entries).toBeGreaterThan(20);
  expect(page.entries).toBeLessThan(45);
});
