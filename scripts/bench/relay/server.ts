// One server in a process of its own, so that what it costs is its own: `server.ts KIND [FLAGS]`, the
// flags being the relay's own. Tells its parent
// where it listens, and on request what it has used so far.
import { collectGarbage } from '../../../relay-server/src/testing/collect-garbage.ts';
import type { ServerKind } from './server-kind.ts';
import { startServer } from './start-server.ts';

/** From the server's process to the bench. */
export type FromServer =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'usage'; readonly cpuMs: number }
  /** After garbage collection: of JavaScript's own memory, and of the process. */
  | { readonly kind: 'held'; readonly heapBytes: number; readonly rssBytes: number };

/** From the bench to the server's process. */
export type ToServer = 'usage' | 'held' | 'stop';

const [kind, ...flags] = process.argv.slice(2);
const server = await startServer(kind as ServerKind, flags);
const tell = (message: FromServer) => void process.send?.(message);

process.on('message', (asked: ToServer) => {
  switch (asked) {
    case 'usage': {
      const { user, system } = process.cpuUsage();
      return tell({ kind: 'usage', cpuMs: (user + system) / 1_000 });
    }
    case 'held':
      collectGarbage();
      return tell({
        kind: 'held',
        heapBytes: process.memoryUsage().heapUsed,
        rssBytes: process.memoryUsage.rss(),
      });
    case 'stop':
      return void server.stop().then(() => process.exit(0));
  }
});
process.on('disconnect', () => process.exit(0));
tell({ kind: 'listening', port: server.port });
