// npm run dev [-- --port N] [-- --no-windows]: builds both extensions again on every change, restarts the relay on
// every change of it, serves the playground, and has web-ext reload the extension where there is a display.
import { once } from 'node:events';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { REPOSITORY_DIR, watchExtension } from './build/build-extension.ts';
import { BROWSERS } from './build/manifest.ts';
import { hasDisplay } from './demo/choose-browsers.ts';
import { type Cleanup, createCleanup } from './demo/cleanup.ts';
import { endOnSignals } from './demo/end-on-signals.ts';
import { runProgram } from './demo/run-program.ts';
import { runWebExt } from './demo/run-web-ext.ts';
import { servePlayground } from './playground/serve-playground.ts';
import { RELAY_MAIN } from './relay/relay-process.ts';
import { findBrowser } from './setup/find-browser.ts';

const TSX = join(REPOSITORY_DIR, 'node_modules', '.bin', 'tsx');

const { values } = parseArgs({
  options: { port: { type: 'string' }, 'no-windows': { type: 'boolean' } },
});
const port = values.port ?? process.env.PORT ?? '8787';
const cleanup = createCleanup();
endOnSignals(cleanup);
let exitCode = 0;
try {
  await startAll(cleanup);
  await once(cleanup.signal, 'abort');
} catch (error) {
  if (!cleanup.signal.aborted) {
    console.error(error instanceof Error ? error.message : error);
    exitCode = 1;
  }
}
await cleanup.end();
process.exit(exitCode);

async function startAll({ keep }: Cleanup): Promise<void> {
  await keep(
    runProgram(TSX, ['watch', '--clear-screen=false', RELAY_MAIN, '--port', port], { tell: 'program' }),
  );
  const folders: Record<string, string> = {};
  for (const browser of BROWSERS) {
    const request = { browser, mode: 'development', relayUrl: `http://localhost:${port}` } as const;
    const watched = await watchExtension(request, (problem) =>
      console.log(problem?.message ?? `${browser}: built`),
    );
    await keep({ close: watched.stop, kill: () => undefined });
    folders[browser] = watched.folder;
  }
  const playground = await servePlayground();
  await keep({ close: () => playground.close(), kill: () => undefined });
  console.log(`The playground is at ${playground.origin}.`);
  const isOnScreen = values['no-windows'] !== true && hasDisplay(process.platform, process.env);
  for (const [kind, folder] of [
    ['chromium', folders.chrome],
    ['firefox', folders.firefox],
  ] as const) {
    if (folder === undefined) throw new Error(`no build for ${kind}`);
    const found = await findBrowser(kind);
    if (isOnScreen && found.ok) {
      const startUrl = `${playground.origin}/plain.html`;
      await keep(await runWebExt({ kind, executablePath: found.value, extensionDir: folder, startUrl }));
    } else {
      const why = found.ok ? 'no window' : found.reason.advice;
      console.log(
        `${kind}: ${why}. Load ${relative(process.cwd(), folder)} by hand, and reload it there after a build.`,
      );
    }
  }
  console.log('Ctrl-C ends it all.');
}
