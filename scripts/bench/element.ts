// `npm run bench:element`: what a browser's own video element loses when it is started, and when its rate is changed.
// The engine's first guesses and the choice of its tools come from here (extension/src/engine/tuning.ts). No party, no
// extension: a page, a film and its script.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension } from '../build/build-extension.ts';
import { createCleanup } from '../demo/cleanup.ts';
import { endOnSignals } from '../demo/end-on-signals.ts';
import { launchBrowser } from '../rig/launch-browser.ts';
import type { BrowserKind, RigTab } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import { quantile } from './figures/spread.ts';
import { makeFilms, TRUE_FILM } from './films.ts';
import { serveBench } from './page/bench-server.ts';
import {
  measureStartInPage,
  measureVisitInPage,
  type StartWay,
  type VisitWay,
} from './page/element-costs.ts';
import { writeResult } from './write-result.ts';

const START_REPEATS = 10;
const VISIT_REPEATS = 3;

const STARTS: readonly StartWay[] = [
  { rest: 'stopped', rate: 1 },
  { rest: 'stopped', rate: 1.125 },
  { rest: 'placed', rate: 1 },
  { rest: 'placed', rate: 1.125 },
];
const RATES = [0.995, 1.005, 1.02, 1.05, 1.25] as const;
const VISITS: readonly VisitWay[] = [
  ...RATES.map((to) => ({ from: 1, to, pitch: 'kept' }) as const),
  ...RATES.map((to) => ({ from: 1, to, pitch: 'let-go' }) as const),
  { from: 1, to: 1.005, pitch: 'let-go-for-the-visit' },
  { from: 1.02, to: 1.03, pitch: 'kept' },
  { from: 1.02, to: 1.05, pitch: 'kept' },
];

const cleanup = createCleanup();
endOnSignals(cleanup);
const folder = mkdtempSync(join(tmpdir(), 'sameframe-element-'));
try {
  const server = await cleanup.keep(await serveBench(await makeFilms({ framesPerSecond: 30, errorMs: 0 })));
  const results: Record<string, unknown> = {};
  for (const kind of ['chromium', 'firefox'] as const) {
    const tab = await openFilm(kind, server.pageUrl(TRUE_FILM));
    const starts = await measureStarts(tab);
    const visits = await measureVisits(tab);
    console.log(`\n${kind}: starts, ms (median of ${START_REPEATS} [least–most])`);
    console.table(starts);
    console.log(
      `${kind}: a visit to another rate, ms of film lost (median of ${VISIT_REPEATS} [least–most])`,
    );
    console.table(visits);
    results[kind] = { starts, visits };
    await tab.browser.close();
  }
  writeResult('element', { results });
} finally {
  for (const problem of await cleanup.end()) console.error('Something did not close by itself:', problem);
  rmSync(folder, { recursive: true, force: true });
}

async function openFilm(kind: BrowserKind, url: string): Promise<RigTab> {
  // The rig launches no browser without an extension; in no party this one does nothing.
  const extensionDir = await buildExtension({
    browser: kind === 'chromium' ? 'chrome' : 'firefox',
    mode: 'development',
    outDir: join(folder, kind),
  });
  const browser = await launchBrowser({ kind, extensionDir, env: {}, onSignal: 'leave-to-caller' });
  await cleanup.keep({ close: () => browser.close(), kill: () => void browser.process.kill('SIGKILL') });
  const tab = await browser.newTab(url);
  await waitFor(async () => (await tab.video().read()).readyState >= 3, { what: 'the film to load' });
  await tab.click('h1');
  return tab;
}

async function measureStarts(tab: RigTab) {
  const table: Record<string, { 'first frame': string; 'film lost': string }> = {};
  for (const { rest, rate } of STARTS) {
    const rows = await repeat(START_REPEATS, () => tab.evaluate(measureStartInPage, rest, rate));
    table[`${rest === 'placed' ? 'after a paused seek' : 'after a pause'}, at ${rate}`] = {
      'first frame': describe(rows.map(({ firstFrameMs }) => firstFrameMs)),
      'film lost': describe(rows.map(({ lostMs }) => lostMs)),
    };
  }
  return table;
}

async function measureVisits(tab: RigTab) {
  const table: Record<string, { 'film lost': string }> = {};
  for (const { from, to, pitch } of VISITS) {
    const lost = await repeat(VISIT_REPEATS, () => tab.evaluate(measureVisitInPage, from, to, pitch));
    table[`${from} → ${to} → ${from}, pitch ${pitch}`] = { 'film lost': describe(lost) };
  }
  return table;
}

async function repeat<Value>(times: number, measure: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let index = 0; index < times; index += 1) values.push(await measure());
  return values;
}

function describe(values: readonly number[]): string {
  const [least = 0, median = 0, most = 0] = [0, 0.5, 1].map((share) => quantile(values, share) ?? 0);
  return `${median.toFixed(1)} [${least.toFixed(1)}–${most.toFixed(1)}]`;
}
