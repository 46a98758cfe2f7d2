// What each kind of server gives once it listens.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StartedServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** As the relay listens: thousands come at once. */
const LISTEN_BACKLOG = 4_096;

/** Resolves with the free port that it got on the loopback interface. */
export async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, backlog: LISTEN_BACKLOG }, resolve);
  });
  return (server.address() as AddressInfo).port;
}
