// The steps of `npm start`, each announced in a line, and what to do without when one is impossible. The relay
// always runs in the end; everything else is there to be shown.
import { once } from 'node:events';
import { join, relative, resolve } from 'node:path';
import { buildExtension, REPOSITORY_DIR } from '../build/build-extension.ts';
import { servePlayground } from '../playground/serve-playground.ts';
import { type RelayProcess, RelayStartError, startRelayProcess } from '../relay/relay-process.ts';
import type { BrowserKind } from '../rig/rig.ts';
import { type BrowserChoice, chooseBrowsers, hasDisplay } from './choose-browsers.ts';
import { type Cleanup, createCleanup } from './cleanup.ts';
import { runLiveTable } from './live-table.ts';
import { describeLoading } from './load-by-hand.ts';
import { openParty } from './open-party.ts';
import type { DemoRequest } from './start-flags.ts';
import { formatSummary } from './sync-table.ts';

const SCREENSHOT = join(REPOSITORY_DIR, 'scripts', 'out', 'start.png');

export type Say = (line: string) => void;

/** Resolves when everything was shown and nothing is to be kept running, or when the end has begun. */
export async function startDemo(request: DemoRequest, cleanup: Cleanup, say: Say): Promise<void> {
  const choice = await chooseBrowsers({ install: request.install, say });
  const relay = await startRelay(request, cleanup, say);
  const folders = await buildBoth(request, relay, say);
  say(`\n${describeLoading(folders)}\n`);
  if (choice.kind === 'pair') await tryToShowParty(request, { choice, folders, cleanup, say });
  else say(`No party is shown. ${choice.advice}`);
  if (request.afterDemo === 'exit') return;
  say(`The relay keeps running at http://localhost:${relay.port}. Ctrl-C ends it all.`);
  await waitForEnd(relay, cleanup.signal);
}

async function startRelay({ port }: DemoRequest, cleanup: Cleanup, say: Say): Promise<RelayProcess> {
  const flags = port === undefined ? [] : ['--port', port];
  const relay = await startRelayProcess({ flags, onLog: (line) => say(`Relay: ${line}`) });
  await cleanup.keep(relay);
  say(`The relay listens at http://localhost:${relay.port}.`);
  return relay;
}

interface Folders {
  readonly chrome: string;
  readonly firefox: string;
}

/** Development builds whose default relay is the one that has just started. */
async function buildBoth({ buildDir }: DemoRequest, { port }: RelayProcess, say: Say): Promise<Folders> {
  const relayUrl = `http://localhost:${port}`;
  const build = (browser: 'chrome' | 'firefox') =>
    buildExtension({
      browser,
      mode: 'development',
      relayUrl,
      ...(buildDir === undefined ? {} : { outDir: join(resolve(buildDir), browser) }),
    });
  const folders = { chrome: await build('chrome'), firefox: await build('firefox') };
  say(`Built the extension: ${Object.values(folders).map(nameFolder).join(' and ')}.`);
  return folders;
}

interface ShowOptions {
  readonly choice: Extract<BrowserChoice, { kind: 'pair' }>;
  readonly folders: Folders;
  readonly cleanup: Cleanup;
  readonly say: Say;
}

/** A relay without a show is worth more than none, unless the show is what was asked for. */
async function tryToShowParty(request: DemoRequest, options: ShowOptions): Promise<void> {
  try {
    await showParty(request, options);
  } catch (error) {
    if (options.cleanup.signal.aborted || request.afterDemo === 'exit') throw error;
    options.say(`The party could not be shown. ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function showParty(
  { show, demoSeconds }: DemoRequest,
  { choice, folders, cleanup, say }: ShowOptions,
): Promise<void> {
  say('Preparing the sample film; the first time ffmpeg has to make it …');
  const playground = await servePlayground();
  await cleanup.keep({ close: () => playground.close(), kill: () => undefined });
  const pageUrl = `${playground.origin}/plain.html`;
  say(`The sample plays at ${pageUrl}; more pages at ${playground.origin}.`);
  const isOnScreen = show === 'windows-if-possible' && hasDisplay(process.platform, process.env);
  if (show === 'windows-if-possible' && !isOnScreen) say('There is no display here, so no windows open.');
  say(`Opening ${choice.browsers.join(' and ')}, ${isOnScreen ? 'in windows' : 'headless'} …`);

  // A cleanup of their own, so that headless browsers can go while the relay stays.
  const browsers = createCleanup();
  await cleanup.keep({ close: async () => void (await browsers.end()), kill: browsers.kill });
  const { players, code } = await openParty({
    browsers: choice.browsers,
    extensionDirOf: (kind: BrowserKind) => (kind === 'chromium' ? folders.chrome : folders.firefox),
    pageUrl,
    show: isOnScreen ? 'windows' : 'headless',
    cleanup: browsers,
  });
  const [starter, joiner] = players;
  say(`${starter.label} started a party (${code}), ${joiner.label} joined it with the code.`);
  if (isOnScreen) {
    say('Press play in either window: the other follows.');
    return;
  }
  say(`Both play; “apart” is ${starter.label} minus ${joiner.label}, both read at one moment.\n`);
  const { signal } = cleanup;
  const rows = await runLiveTable({
    players,
    seconds: demoSeconds,
    screenshotPath: SCREENSHOT,
    say,
    signal,
  });
  say(`\n${formatSummary(rows)}`);
  say(`Both windows side by side: ${nameFolder(SCREENSHOT)}`);
  await browsers.end();
}

async function waitForEnd(relay: RelayProcess, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const endedByItself = relay.ended.then((words) => {
    if (!signal.aborted) throw new RelayStartError(`The relay ended by itself. ${words}`.trim());
  });
  await Promise.race([once(signal, 'abort'), endedByItself]);
}

function nameFolder(path: string): string {
  return relative(process.cwd(), path);
}
