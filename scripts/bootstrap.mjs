// node scripts/bootstrap.mjs <script.ts> [arguments]: runs a script of ours on any machine with Node and npm.
// Plain JavaScript without imports of packages, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST_NODE = [20, 19];
const root = join(import.meta.dirname ?? '.', '..');
const [script, ...scriptArguments] = process.argv.slice(2);

refuseOldNode();
if (!isInstalled()) install();
runScript();

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Sameframe needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  console.error('Install a current Node from https://nodejs.org and run the same command again.');
  process.exit(1);
}

/** Compares versions and not dates: a fresh checkout has arbitrary dates. */
function isInstalled() {
  const installedLock = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(installedLock);
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      !path.startsWith('node_modules/') || optional || link || installed[path]?.version === version,
  );
}

function readPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function install() {
  console.log('Installing the packages of package-lock.json (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error('npm ci failed: see its message above. Without the packages nothing else can run.');
  process.exit(1);
}

/** Ctrl-C reaches the script by itself; it decides when all is cleaned up, and we leave after it. */
function runScript() {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, script), ...scriptArguments], {
    stdio: 'inherit',
    cwd: root,
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}
