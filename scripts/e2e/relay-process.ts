// A real relay in a process of its own, so that it can be killed as an outage kills it and come back to its data.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { REPOSITORY_DIR } from '../build/build-extension.ts';

export interface RelayProcess {
  /** `http://localhost:PORT` */
  readonly url: string;
  /** `kill -9`: no goodbye, no flush. */
  kill(): Promise<void>;
  /** On the same port and the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startRelayProcess(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RelayProcess> {
  let child = await spawnRelay(dataDir, 0, environment);
  const { port } = child;
  const end = async (signal: NodeJS.Signals) => {
    if (child.process.exitCode !== null || child.process.signalCode !== null) return;
    const gone = once(child.process, 'exit');
    child.process.kill(signal);
    await gone;
  };
  return {
    url: `http://localhost:${port}`,
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGKILL');
      child = await spawnRelay(dataDir, port, environment);
    },
    close: () => end('SIGTERM'),
  };
}

async function spawnRelay(
  dataDir: string,
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<{ process: ChildProcess; port: number }> {
  const relay = spawn(
    process.execPath,
    ['--import', 'tsx', join(REPOSITORY_DIR, 'relay-server/src/main.ts')],
    {
      cwd: REPOSITORY_DIR,
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface({ input: relay.stdout })) {
    const ready = parseReady(line);
    if (ready !== null) return { process: relay, port: ready };
  }
  throw new Error(`the relay ended before it was ready (exit code ${relay.exitCode})`);
}

function parseReady(line: string): number | null {
  if (!line.startsWith('{"ready"')) return null;
  const message = JSON.parse(line) as { readonly ready: { readonly port: number } };
  return message.ready.port;
}
