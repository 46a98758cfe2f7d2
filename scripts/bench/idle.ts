// `npm run bench:idle`: what the whole extension costs while a film plays in step and nobody does anything: processor
// time of the browser with all its processes, in a party and outside one by turns. An upper bound for the content
// script, which is one part of it (the others: the background with its socket, the overlay).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildExtension } from '../build/build-extension.ts';
import { createCleanup } from '../demo/cleanup.ts';
import { endOnSignals } from '../demo/end-on-signals.ts';
import { Person } from '../e2e/person.ts';
import { startRelayProcess } from '../relay/relay-process.ts';
import { launchBrowser } from '../rig/launch-browser.ts';
import type { BrowserKind } from '../rig/rig.ts';
import { measureCpuShare } from './cell/cpu-time.ts';
import { quantile } from './figures/spread.ts';
import { makeFilms, TRUE_FILM } from './films.ts';
import { serveBench } from './page/bench-server.ts';
import { writeResult } from './write-result.ts';

const ROUNDS = 3;
const SECONDS = 15;
/** After a popup, until only the film runs. */
const CALM_SECONDS = 6;

const cleanup = createCleanup();
endOnSignals(cleanup);
const folder = mkdtempSync(join(tmpdir(), 'sameframe-idle-'));
try {
  const server = await cleanup.keep(await serveBench(await makeFilms({ framesPerSecond: 30, errorMs: 0 })));
  const flags = ['--port', '0', '--data-dir', join(folder, 'data')];
  const relay = await cleanup.keep(await startRelayProcess({ flags, onLog: console.error }));
  const results: Record<string, Awaited<ReturnType<typeof measureBrowser>>> = {};
  for (const kind of ['chromium', 'firefox'] as const) {
    results[kind] = await measureBrowser(kind, `http://localhost:${relay.port}`, server.pageUrl(TRUE_FILM));
  }
  console.table(results);
  writeResult('idle', { percentOfACore: results });
} finally {
  for (const problem of await cleanup.end()) console.error('Something did not close by itself:', problem);
  rmSync(folder, { recursive: true, force: true });
}

/** Percent of one core: medians of the rounds, and of the differences within each round. */
async function measureBrowser(kind: BrowserKind, relayUrl: string, url: string) {
  const extensionDir = await buildExtension({
    browser: kind === 'chromium' ? 'chrome' : 'firefox',
    mode: 'development',
    relayUrl,
    outDir: join(folder, kind),
  });
  const browser = await launchBrowser({ kind, extensionDir, env: {}, onSignal: 'leave-to-caller' });
  await cleanup.keep({ close: () => browser.close(), kill: () => void browser.process.kill('SIGKILL') });
  const person = await Person.open(browser, url);
  await person.video.clickPlayButton();
  const rounds: { readonly alone: number; readonly inParty: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const alone = await readShare(browser.process.pid ?? 0);
    await person.startParty();
    const inParty = await readShare(browser.process.pid ?? 0);
    await person.leaveParty();
    rounds.push({ alone, inParty });
  }
  await browser.close();
  const median = (values: readonly number[]) => Number((100 * (quantile(values, 0.5) ?? 0)).toFixed(2));
  return {
    alone: median(rounds.map((round) => round.alone)),
    'in a party': median(rounds.map((round) => round.inParty)),
    difference: median(rounds.map((round) => round.inParty - round.alone)),
  };
}

async function readShare(pid: number): Promise<number> {
  await pause(1_000 * CALM_SECONDS);
  return measureCpuShare(pid, 1_000 * SECONDS);
}
