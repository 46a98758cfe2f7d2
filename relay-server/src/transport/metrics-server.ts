// Serves the metrics on a port of its own, so that no proxy in front of the relay passes them on by accident.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MetricsPage {
  readonly contentType: string;
  page(): Promise<string>;
}

export interface MetricsServer {
  readonly port: number;
  close(): void;
}

/** Rejects with Node's error (`EADDRINUSE`, …) when the address cannot be listened on. */
export async function serveMetrics(
  page: MetricsPage,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    page.page().then(
      (body) => response.writeHead(200, { 'Content-Type': page.contentType }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
