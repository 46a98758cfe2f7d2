// A relay as an operator runs it: a process of its own, which can be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface RelayProcess {
  readonly url: string;
  readonly port: number;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the process has ended. */
  readonly ended: Promise<RelayEnd>;
}

export interface RelayEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Resolves when the relay says where it is; rejects when it ends before. */
export async function spawnRelay(flags: readonly string[]): Promise<RelayProcess> {
  const { child, ended, ready } = spawnMain(flags);
  const { url, port } = await Promise.race([
    ready,
    ended.then((end) => Promise.reject(new Error(`the relay ended: ${JSON.stringify(end)}`))),
  ]);
  return { url, port, ended, kill: (signal) => void child.kill(signal) };
}

/** Runs a relay that is expected not to start. */
export function runRelayToItsEnd(flags: readonly string[]): Promise<RelayEnd> {
  return spawnMain(flags).ended;
}

function spawnMain(flags: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH },
  });
  // Not left behind when the test run itself is ended.
  const killChild = () => void child.kill('SIGKILL');
  process.once('exit', killChild);
  child.once('exit', () => process.off('exit', killChild));
  return { child, ready: waitForReady(child), ended: collectEnd(child) };
}

function waitForReady(child: ChildProcess): Promise<{ url: string; port: number }> {
  return new Promise((resolve) => {
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const line = output.split('\n').find((each) => each.startsWith('{"ready"'));
      if (line !== undefined) resolve(JSON.parse(line).ready);
    });
  });
}

function collectEnd(child: ChildProcess): Promise<RelayEnd> {
  return new Promise((resolve) => {
    let stderr = '';
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('close', (code, signal) => resolve({ code, signal, stderr }));
  });
}
