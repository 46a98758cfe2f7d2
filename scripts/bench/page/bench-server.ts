// The page that is measured, its films, a clock to compare the page's with, and the meeting point of the naive row.
// Everything a browser needs from the bench, from one origin.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Closable } from '../../demo/cleanup.ts';
import { sendFile } from '../../playground/send-file.ts';

/** The film is named after the `#`, which is no part of what a party watches: members may have different ones. */
const PAGE = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Bench</title></head>
  <body style="margin:0;font:16px sans-serif">
    <h1 style="margin:0;font-size:16px;line-height:32px">Bench</h1>
    <video controls preload="auto" style="display:block;width:640px;height:360px"></video>
    <script>document.querySelector('video').src = 'film/' + location.hash.slice(1);</script>
  </body>
</html>
`;

export interface BenchServer extends Closable {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  pageUrl(film: string): string;
}

/** Films by name. */
export async function serveBench(films: ReadonlyMap<string, string>): Promise<BenchServer> {
  const noticeBoards = new Map<string, string>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench.invalid');
    const film = films.get(pathname.replace('/film/', ''));
    if (film !== undefined) return sendFile(request, response, { path: film, contentType: 'video/mp4' });
    response.setHeader('cache-control', 'no-store');
    response.setHeader('access-control-allow-origin', '*');
    if (pathname === '/clock') return void response.end(String(performance.now()));
    if (pathname.startsWith('/notice/')) {
      if (request.method === 'POST') noticeBoards.set(pathname, await text(request));
      return void response.end(noticeBoards.get(pathname) ?? 'null');
    }
    if (pathname === '/bench.html') {
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    }
    response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const closeAll = () => {
    server.closeAllConnections();
    server.close();
  };
  return {
    origin,
    pageUrl: (film) => `${origin}/bench.html#${film}`,
    close: async () => {
      closeAll();
      await once(server, 'close');
    },
    kill: closeAll,
  };
}
