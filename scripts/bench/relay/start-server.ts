// Starts one kind of server in this process.
import type { ServerKind } from './server-kind.ts';
import type { StartedServer } from './serving.ts';

/** Loaded by the server's own process alone, so that one kind's code is not in another's memory. */
export async function startServer(kind: ServerKind, flags: readonly string[]): Promise<StartedServer> {
  switch (kind) {
    case 'relay':
    case 'relay-in-memory':
    case 'relay-on-redis':
      return (await import('./serve-relay.ts')).serveRelay(kind, flags);
    case 'plain-socket-io':
      return (await import('./serve-plain.ts')).servePlain();
    case 'bare-ws':
      return (await import('./serve-bare.ts')).serveBare();
  }
}
