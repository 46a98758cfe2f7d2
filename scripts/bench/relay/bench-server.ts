// A server as the bench holds it: started, asked what it has used, stopped.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromServer, ToServer } from './server.ts';
import { type Dialect, dialectOf, type ServerKind } from './server-kind.ts';

/** What a process holds after a garbage collection, bytes. */
export interface Held {
  /** Of JavaScript's own memory. */
  readonly heapBytes: number;
  readonly rssBytes: number;
}

export interface BenchServer {
  readonly kind: ServerKind;
  readonly dialect: Dialect;
  readonly port: number;
  /** Processor time since it started, user and system, ms. */
  cpuMs(): Promise<number>;
  held(): Promise<Held>;
  stop(): Promise<void>;
}

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url));

/** `flags` are the relay's own. */
export async function startBenchServer(
  kind: ServerKind,
  { flags = [] }: { readonly flags?: readonly string[] } = {},
): Promise<BenchServer> {
  const child = fork(SERVER, [kind, ...flags], { execArgv: ['--import', 'tsx'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { port } = await hear(child, 'listening');
  // A process that is gone is told of by `hear`.
  const say = (message: ToServer) => void child.send(message, () => undefined);
  const ask = <Kind extends 'usage' | 'held'>(what: Kind) => {
    const heard = hear(child, what);
    say(what);
    return heard;
  };
  return {
    kind,
    dialect: dialectOf(kind),
    port,
    cpuMs: async () => (await ask('usage')).cpuMs,
    async held() {
      const { heapBytes, rssBytes } = await ask('held');
      return { heapBytes, rssBytes };
    },
    async stop() {
      if (child.connected) say('stop');
      await ended;
    },
  };
}

/** The child's next message of that kind; rejects when it ends first. */
function hear<Kind extends FromServer['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromServer, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const isOver = child.exitCode !== null || child.signalCode !== null;
    if (isOver) return reject(new Error(`The server has ended with ${child.exitCode ?? child.signalCode}.`));
    const look = (message: FromServer) => {
      if (message.kind !== kind) return;
      child.off('message', look);
      child.off('exit', end);
      resolve(message as Extract<FromServer, { kind: Kind }>);
    };
    const end = (code: number | null, signal: string | null) =>
      reject(new Error(`The server ended with ${code ?? signal}.`));
    child.on('message', look);
    child.once('exit', end);
  });
}
