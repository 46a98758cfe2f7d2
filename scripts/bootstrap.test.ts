import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { REPOSITORY_DIR } from './build/build-extension.ts';

const LOCK = {
  packages: {
    '': {},
    'node_modules/tsx': { version: '4.0.0' },
    'node_modules/fsevents': { version: '1.0.0', optional: true },
  },
};
// Stands in for npm, which would need the network: says what it was asked and installs the real tsx.
const NPM = `#!/bin/sh\necho "npm $*"\nln -s ${REPOSITORY_DIR}/node_modules node_modules\n`;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sameframe-bootstrap-'));
  mkdirSync(join(dir, 'scripts'));
  mkdirSync(join(dir, 'bin'));
  symlinkSync(join(REPOSITORY_DIR, 'scripts', 'bootstrap.mjs'), join(dir, 'scripts', 'linked.mjs'));
  writeFileSync(
    join(dir, 'scripts', 'hello.ts'),
    'console.log("hello", ...process.argv.slice(2)); process.exitCode = 7;',
  );
  writeFileSync(join(dir, 'package-lock.json'), JSON.stringify(LOCK));
  writeFileSync(join(dir, 'bin', 'npm'), NPM);
  chmodSync(join(dir, 'bin', 'npm'), 0o755);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function bootstrap() {
  const env = { ...process.env, PATH: `${join(dir, 'bin')}${delimiter}${process.env.PATH}` };
  const args = ['--preserve-symlinks-main', 'scripts/linked.mjs', 'scripts/hello.ts', '--loud'];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: dir, env, encoding: 'utf8' });
  return { lines: stdout.trim().split('\n'), status };
}

test('on a fresh machine it installs from the lock file, then runs the script and passes on its exit code', () => {
  const { lines, status } = bootstrap();
  expect(lines.slice(1)).toEqual(['npm ci --no-fund --no-audit', 'hello --loud']);
  expect(status).toBe(7);
});

test('what is installed is not installed again; a package of another version is', () => {
  mkdirSync(join(dir, 'node_modules'));
  symlinkSync(join(REPOSITORY_DIR, 'node_modules', 'tsx'), join(dir, 'node_modules', 'tsx'));
  const installed = join(dir, 'node_modules', '.package-lock.json');
  writeFileSync(installed, JSON.stringify({ packages: { 'node_modules/tsx': { version: '4.0.0' } } }));
  expect(bootstrap().lines).toEqual(['hello --loud']);
  writeFileSync(installed, JSON.stringify({ packages: { 'node_modules/tsx': { version: '3.9.9' } } }));
  expect(bootstrap().lines).toContain('npm ci --no-fund --no-audit');
});
