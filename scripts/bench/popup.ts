// `npm run bench:popup`: how soon the popup can be used, without a party and in one, each opened anew several times: from its
// document being there, when its script begins, to its last screen being drawn, the background's answer in between included.
// The script's own share is less. Limit: 100 ms.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension } from '../build/build-extension.ts';
import { createCleanup } from '../demo/cleanup.ts';
import { endOnSignals } from '../demo/end-on-signals.ts';
import { Person } from '../e2e/person.ts';
import { servePlayground } from '../playground/serve-playground.ts';
import { startRelayProcess } from '../relay/relay-process.ts';
import { launchBrowser } from '../rig/launch-browser.ts';
import type { BrowserKind } from '../rig/rig.ts';
import { waitForValue } from '../rig/wait-for.ts';
import { writeResult } from './write-result.ts';

const OPENED = 15;
const LIMIT_MS = 100;

const cleanup = createCleanup();
endOnSignals(cleanup);
const folder = mkdtempSync(join(tmpdir(), 'sameframe-popup-'));
try {
  const playground = await servePlayground();
  await cleanup.keep({ close: () => playground.close(), kill: () => undefined });
  const flags = ['--port', '0', '--data-dir', join(folder, 'data')];
  const relay = await cleanup.keep(await startRelayProcess({ flags, onLog: console.error }));
  const results: Record<string, ReturnType<typeof summarize>> = {};
  for (const kind of ['chromium', 'firefox'] as const) {
    const extensionDir = await buildExtension({
      browser: kind === 'chromium' ? 'chrome' : 'firefox',
      // A release takes no relay on this computer; its script is a third of this one's size.
      mode: 'development',
      relayUrl: `http://localhost:${relay.port}`,
      outDir: join(folder, kind),
    });
    Object.assign(results, await measure(kind, extensionDir, `${playground.origin}/plain.html`));
  }
  console.table(results);
  const worst = Math.max(...Object.values(results).map((each) => each['median, ms']));
  console.log(`Slowest median: ${worst} ms, limit ${LIMIT_MS} ms: ${worst <= LIMIT_MS ? 'kept' : 'missed'}.`);
  writeResult('popup', { opened: OPENED, limitMs: LIMIT_MS, results });
} finally {
  for (const problem of await cleanup.end()) console.error('Something did not close by itself:', problem);
  rmSync(folder, { recursive: true, force: true });
}

async function measure(kind: BrowserKind, extensionDir: string, address: string) {
  const browser = await launchBrowser({ kind, extensionDir, env: {}, onSignal: 'leave-to-caller' });
  await cleanup.keep({ close: () => browser.close(), kill: () => void browser.process.kill('SIGKILL') });
  const person = await Person.open(browser, address);
  const tabId = await browser.extensionTabId(person.tab);
  const open = async (screen: string): Promise<number> => {
    const popup = await browser.newTab(`${browser.extensionOrigin}/popup.html?tab=${tabId}`);
    await waitForValue(
      () => popup.evaluate(() => document.querySelector<HTMLElement>('.popup')?.dataset.screen),
      (shown) => shown === screen,
      { what: `the popup to show ${screen}` },
    );
    const drawnMs = await waitForValue(
      () => popup.evaluate(readDrawnMs),
      (found) => found > 0,
      { what: 'the popup to be drawn' },
    );
    await popup.close();
    return drawnMs;
  };
  const openAll = async (screen: string) => {
    const each: number[] = [];
    while (each.length < OPENED) each.push(await open(screen));
    return summarize(each);
  };
  const withoutParty = await openAll('no-party');
  await person.startParty();
  const inParty = await openAll('in-party');
  await browser.close();
  return { [`${kind}: no party`]: withoutParty, [`${kind}: in a party`]: inParty };
}

function summarize(each: readonly number[]) {
  const sorted = [...each].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN);
  return { 'median, ms': at(0.5), 'p90, ms': at(0.9), 'slowest, ms': at(1) };
}

/** Runs in the page. From its document to the last and largest it has drawn, ms; 0 while nothing is. */
function readDrawnMs(): Promise<number> {
  return new Promise((resolve) => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const observer = new PerformanceObserver((list) => {
      observer.disconnect();
      resolve((list.getEntries().at(-1)?.startTime ?? 0) - (navigation?.domInteractive ?? 0));
    });
    observer.observe({ type: 'largest-contentful-paint', buffered: true });
    setTimeout(resolve, 1_000, 0);
  });
}
