// npm run build [-- --release] [--watch] [--browser chrome|firefox]
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { BuildError } from './build-error.ts';
import { type BuildRequest, buildExtension, watchExtension } from './build-extension.ts';
import { BROWSERS } from './manifest.ts';
import { zipFolder } from './zip-folder.ts';

const { values } = parseArgs({
  options: {
    release: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    browser: { type: 'string' },
  },
});

try {
  await run();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`Build failed (${error.code}).\n${error.message}`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const mode = values.release ? 'release' : 'development';
  for (const browser of BROWSERS.filter((each) => values.browser === undefined || each === values.browser)) {
    const request = { browser, mode, relayUrl: process.env.RELAY_URL } as const;
    const folder = values.watch ? await watchUntilStopped(request) : await buildExtension(request);
    console.log(`${browser}: load unpacked from ${relative(process.cwd(), folder)}`);
    if (mode === 'release') {
      const zip = `${folder}/../sameframe-${browser}.zip`;
      zipFolder(folder, zip);
      console.log(`${browser}: ready for the store in ${relative(process.cwd(), zip)}`);
    }
  }
}

async function watchUntilStopped(request: BuildRequest): Promise<string> {
  const { folder, stop } = await watchExtension(request, (problem) =>
    console.log(problem?.message ?? `${request.browser}: built`),
  );
  process.once('SIGINT', () => void stop());
  return folder;
}
