// npm run conformance [-- URL]: PROTOCOL.md as tests against the relay at that address, or against our own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY_DIR } from '../build/build-extension.ts';

const HELP = `npm run conformance [-- URL]: does a relay keep to shared/PROTOCOL.md?

  URL   http(s)://HOST[:PORT] of any relay; left out, our own is started, on SQLite and as two nodes on Redis
`;
const EXIT_BAD_FLAGS = 2;

const [url] = process.argv.slice(2);
if (url === '--help' || url === '-h') {
  process.stdout.write(HELP);
} else if (url !== undefined && !/^https?:\/\/[^/]+\/?$/.test(url)) {
  console.error(`${JSON.stringify(url)} is no address of a relay. --help shows one.`);
  process.exitCode = EXIT_BAD_FLAGS;
} else {
  const vitest = join(REPOSITORY_DIR, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', 'servers', 'scripts/conformance'],
    {
      cwd: REPOSITORY_DIR,
      stdio: 'inherit',
      env: { ...process.env, SAMEFRAME_RELAY_URL: url?.replace(/\/$/, '') },
    },
  );
  process.exitCode = status ?? 1;
}
