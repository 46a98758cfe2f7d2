// `npm run bench:panels`: how smooth chat and queue are with as much in them as they ever hold, next to the same with little
// in them, in the same run: the time from one picture to the next while somebody types and scrolls. Limit: none over 50 ms.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { bundleGallery } from '../shots/bundle-gallery.ts';
import { type Camera, openBrowser } from '../shots/shot-browser.ts';
import { writeResult } from './write-result.ts';

const LIMIT_MS = 50;
const TYPED = 'What a trip that was, all the way up there and back again. ';
const WHEEL_STEPS = 40;
const WHEEL_PX = 240;
/** Selectors of where one writes, and of what scrolls. */
interface Places {
  readonly field: string;
  readonly list: string;
}
interface State extends Pick<Places, 'field'>, Partial<Pick<Places, 'list'>> {
  readonly name: string;
  readonly state: string;
}
const STATES: readonly State[] = [
  { name: 'chat, 9 messages', state: 'side-chat', field: 'textarea' },
  { name: 'chat, 5,000 messages', state: 'side-chat-full', field: 'textarea' },
  { name: 'emoji, of people', state: 'side-chat-emoji-people', field: '.emoji-search', list: '.emoji-grid' },
  { name: 'queue, 4 items', state: 'side-queue', field: '.queue-add input' },
  { name: 'queue, 500 items', state: 'side-queue-full', field: '.queue-add input' },
];

/** What the page's own measuring leaves there. */
declare global {
  var frameGapsMs: number[];
  var scrolledPx: number;
}

const folder = mkdtempSync(join(tmpdir(), 'sameframe-panels-'));
try {
  const gallery = await bundleGallery(folder);
  const results: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  for (const kind of ['chromium', 'firefox'] as const) {
    for (const { name, state, field, list = '.scroll' } of STATES) {
      // A browser of its own: clearing away what the state before it held is no work of this one.
      const camera = await openBrowser(kind, 'dark');
      try {
        const address = `file://${gallery}?locale=en#overlay/${state}`;
        results[`${kind}: ${name}`] = await measure(camera, address, { field, list }, state.endsWith('full'));
      } finally {
        await camera.close();
      }
    }
  }
  console.table(results);
  const longest = Math.max(
    ...Object.values(results).flatMap((each) => [each['typing, longest'], each['scrolling, longest']]),
  );
  const isKept = longest <= LIMIT_MS;
  console.log(`Longest: ${longest} ms, limit ${LIMIT_MS} ms: ${isKept ? 'kept' : 'missed'}.`);
  if (!isKept) process.exitCode = 1;
  writeResult('panels', { limitMs: LIMIT_MS, results });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(camera: Camera, address: string, { field, list }: Places, isFull: boolean) {
  return camera.use(address, async (page) => {
    await page.evaluate((selector: string) => {
      const found = document
        .querySelector('sameframe-overlay')
        ?.shadowRoot?.querySelector<HTMLElement>(selector);
      if (!found) throw new Error(`no ${selector}`);
      found.focus();
    }, field);
    const typing = await gapsWhile(page, () => page.keyboard.type(TYPED, { delay: 15 }));
    const typed = await page.evaluate(
      (selector: string) =>
        document
          .querySelector('sameframe-overlay')
          ?.shadowRoot?.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector)?.value,
      field,
    );
    if (typed !== TYPED) throw new Error(`“${typed}” has arrived of what was typed`);
    const middle = await page.evaluate((selector: string) => {
      const found = document.querySelector('sameframe-overlay')?.shadowRoot?.querySelector(selector);
      const startPx = found?.scrollTop ?? 0;
      globalThis.scrolledPx = 0;
      found?.addEventListener('scroll', () => {
        globalThis.scrolledPx = Math.max(globalThis.scrolledPx, Math.abs(found.scrollTop - startPx));
      });
      const box = found?.getBoundingClientRect();
      return box === undefined ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }, list);
    if (middle === null) throw new Error('no list');
    await page.mouse.move(middle.x, middle.y);
    const scrolling = await gapsWhile(page, async () => {
      for (let step = 0; step < WHEEL_STEPS; step += 1) {
        await page.mouse.wheel({ deltaY: step < WHEEL_STEPS / 2 ? -WHEEL_PX : WHEEL_PX });
      }
    });
    const scrolledPx = await page.evaluate(() => globalThis.scrolledPx);
    if (isFull && scrolledPx < WHEEL_PX) throw new Error(`the list has moved by ${scrolledPx} px alone`);
    return {
      'typing, median': at(typing, 0.5),
      'typing, p95': at(typing, 0.95),
      'typing, longest': at(typing, 1),
      'scrolling, median': at(scrolling, 0.5),
      'scrolling, p95': at(scrolling, 0.95),
      'scrolling, longest': at(scrolling, 1),
    };
  });
}

/** From one picture to the next, ms, in order of size. */
async function gapsWhile(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    globalThis.frameGapsMs = [];
    const gaps = globalThis.frameGapsMs;
    let last: number | null = null;
    // A method, as the loader gives functions with a name one by a helper that the page does not have.
    const watch = {
      note(now: number) {
        // Once it is read, another one may have begun.
        if (globalThis.frameGapsMs !== gaps) return;
        if (last !== null) gaps.push(now - last);
        last = now;
        requestAnimationFrame(watch.note);
      },
    };
    requestAnimationFrame(watch.note);
  });
  await act();
  const gaps = await page.evaluate(() => {
    const found = globalThis.frameGapsMs;
    globalThis.frameGapsMs = [];
    return found;
  });
  return gaps.sort((a, b) => a - b);
}

function at(sorted: readonly number[], part: number): number {
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0).toFixed(1));
}
