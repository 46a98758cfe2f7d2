// The relay as an operator runs it: a process of its own, through its own main. Passes on what it logs; what a log
// line means is not known here.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import type { Closable } from '../demo/cleanup.ts';

export const RELAY_MAIN = join(REPOSITORY_DIR, 'relay-server', 'src', 'main.ts');

export interface RelayProcess extends Closable {
  readonly port: number;
  /** Resolves when it has ended, on its own or not, with what it said on its way out. */
  readonly ended: Promise<string>;
}

/** The relay did not start; its message already says what to do. */
export class RelayStartError extends Error {
  override readonly name = 'RelayStartError';
}

export interface RelayOptions {
  readonly flags: readonly string[];
  readonly onLog: (line: string) => void;
  /** Goes before what the person set. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Resolves once it listens. */
export async function startRelayProcess({
  flags,
  onLog,
  environment = {},
}: RelayOptions): Promise<RelayProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', RELAY_MAIN, ...flags], {
    cwd: REPOSITORY_DIR,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Warnings only: the terminal belongs to the table. What the person set goes first.
    env: { LOG_LEVEL: 'warn', ...process.env, ...environment },
    // A group of its own, because a terminal sends Ctrl-C to the whole group and a relay that is told twice to
    // stop (by the terminal and by us) takes that for impatience.
    detached: process.platform !== 'win32',
  });
  let lastWords = '';
  child.stderr.on('data', (chunk) => {
    lastWords += chunk;
  });
  const ended = once(child, 'close').then(() => lastWords.trim());
  const ready = new Promise<number>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = readReadyLine(line);
      if (port === undefined) onLog(line);
      else resolve(port);
    });
  });
  const failed = ended.then((words) =>
    Promise.reject(new RelayStartError(words || 'The relay ended at once.')),
  );
  const port = await Promise.race([ready, failed]);
  // From here on an end is not a failure to start any more.
  failed.catch(() => undefined);
  return {
    port,
    ended,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** On a pipe the relay says `{"ready":{"url":…,"port":…}}` first; all else is its log. */
function readReadyLine(line: string): number | undefined {
  return line.startsWith('{"ready"')
    ? (JSON.parse(line) as { readonly ready: { readonly port: number } }).ready.port
    : undefined;
}
