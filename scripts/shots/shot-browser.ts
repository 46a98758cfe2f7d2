// Opens a state in a real browser, in light or dark, and photographs it. Popups at their own size.
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../setup/find-browser.ts';

export type ShotBrowser = 'chromium' | 'firefox';
export type Scheme = 'light' | 'dark';

export interface Camera {
  take(address: string, file: string): Promise<void>;
  /** Evaluates a script in a state; gives what it comes to. */
  run(address: string, script: string): Promise<unknown>;
  /** Opens a state and does with its page whatever there is to do. */
  use<Value>(address: string, act: (page: Page) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

const POPUP_WIDTH_PX = 344;
/** A window of usual width, and one of a telephone. */
const PAGE_WIDTH_PX = 1_024;
const NARROW_WIDTH_PX = 390;
/** Higher than any popup: a scrollbar would take room, and Firefox keeps it afterwards. */
const TALL_PX = 2_400;
const FILM = { width: 720, height: 405 };
/** Of those that are drawn in less room than others. */
const FRAMES = { narrow: { width: 300, height: 170 }, phone: { width: 360, height: 640 } };

function frameOf(address: string) {
  const [, kind = ''] = /#overlay\/([a-z]+)-/.exec(address) ?? [];
  return Object.hasOwn(FRAMES, kind) ? FRAMES[kind as keyof typeof FRAMES] : FILM;
}

export async function openBrowser(kind: ShotBrowser, scheme: Scheme): Promise<Camera> {
  const browser = await launch(kind, scheme);
  const page = await browser.newPage();
  if (kind === 'chromium') {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      // Still pictures of things that stand still.
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
  }
  return {
    take: (address, file) => photograph(page, address, file),
    run: async (address, script) => {
      await show(page, address);
      return page.evaluate(script);
    },
    use: async (address, act) => {
      await show(page, address);
      return act(page);
    },
    close: () => browser.close(),
  };
}

async function photograph(page: Page, address: string, file: string): Promise<void> {
  await show(page, address);
  await page.screenshot({ path: file as `${string}.png` });
}

async function show(page: Page, address: string): Promise<void> {
  const width = pageWidthOf(address);
  await page.setViewport(width === null ? frameOf(address) : { width, height: TALL_PX });
  // From one fragment to the next a browser does not load anything.
  await page.goto('about:blank');
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'yes');
  if (width !== null) {
    const height = await page.evaluate(() => document.body.scrollHeight);
    await page.setViewport({ width, height });
  }
}

/** Of what is as high as what it holds; null for what lies over a film. */
function pageWidthOf(address: string): number | null {
  if (address.includes('#popup/')) return POPUP_WIDTH_PX;
  if (!/#(library|welcome)\//.test(address)) return null;
  return address.endsWith('/narrow') ? NARROW_WIDTH_PX : PAGE_WIDTH_PX;
}

async function launch(kind: ShotBrowser, scheme: Scheme): Promise<Browser> {
  const found = await findBrowser(kind);
  if (!found.ok) throw new Error(`There is no ${kind}. ${found.reason.advice}`);
  const isRoot = process.getuid?.() === 0;
  if (kind === 'firefox') {
    return puppeteer.launch({
      browser: 'firefox',
      executablePath: found.value,
      // BiDi has no word for these two. 0 is dark, 1 is light.
      extraPrefsFirefox: {
        'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1,
        'ui.prefersReducedMotion': 1,
      },
    });
  }
  return puppeteer.launch({ executablePath: found.value, args: isRoot ? ['--no-sandbox'] : [] });
}
