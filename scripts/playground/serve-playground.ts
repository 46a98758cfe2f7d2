// Serves the playground's pages and the sample film from two origins, so that a frame can be of another site than
// the page around it. Knows nothing of the extension.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { siteFor } from '../../extension/src/sites/index.ts';
import { readPlayerFile } from './bundle-player.ts';
import { convertFilm } from './convert-film.ts';
import { createFilmLines, type FilmLines } from './film-lines.ts';
import { digHole } from './holed-playlist.ts';
import { writeLivePlaylist } from './live-playlist.ts';
import { makeAdaptive } from './make-adaptive.ts';
import { makeSample, type SampleFiles } from './make-sample.ts';
import { sendFile } from './send-file.ts';

export interface PlaygroundOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  readonly sample?: SampleFiles;
}

export interface Playground {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  readonly origin: string;
  /** Another site with the same pages: `http://localhost:…`. */
  readonly otherOrigin: string;
  /** A site's fixture as if it were the site: `siteOrigin('www.netflix.com')` is `http://www.netflix.com.localhost:…`. */
  siteOrigin(host: string): string;
  /** Films asked for with `?line=NAME` come over the line of that name. */
  readonly lines: Pick<FilmLines, 'freeze' | 'thaw'>;
  close(): Promise<void>;
}

export class PlaygroundError extends Error {
  override readonly name = 'PlaygroundError';
  readonly code: 'sample-missing' | 'port-taken';

  constructor(code: PlaygroundError['code'], advice: string, cause?: unknown) {
    super(advice, { cause });
    this.code = code;
  }
}

const PAGES_DIR = fileURLToPath(new URL('./pages/', import.meta.url));
const SITES_DIR = fileURLToPath(new URL('../../extension/src/sites/', import.meta.url));
const CONTENT_TYPE: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  webp: 'image/webp',
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  m4s: 'video/iso.segment',
};

export async function servePlayground({ port = 0, sample }: PlaygroundOptions = {}): Promise<Playground> {
  const films = sample ?? (await getSample());
  const lines = createFilmLines();
  let pieces: Promise<string> | null = null;
  // Only for who asks: cutting takes some seconds the first time.
  const cut = () => {
    pieces ??= cutFilm(films);
    return pieces;
  };
  let otherOrigin = '';
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    answerRequest(request, response, { films, cut, lines, otherOrigin }).catch((error: unknown) => {
      // One broken answer must not end the server; the page sees it as a network failure.
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  const servers = [createServer(answer), createServer(answer)] as const;
  const origin = `http://127.0.0.1:${await listen(servers[0], port)}`;
  otherOrigin = `http://localhost:${await listen(servers[1], 0)}`;
  return {
    origin,
    otherOrigin,
    siteOrigin: (host) => `http://${host}.localhost:${new URL(origin).port}`,
    lines,
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

/** Of 4 s each: the film has none from 0:40 to 0:44. */
const HOLE_PIECE = 10;

/** It has been on for a while when the playground opens. */
const LIVE = { startedAtMs: Date.now() - 60_000, pieceS: 4, pieceCount: 75 };

interface Grounds {
  readonly films: SampleFiles;
  /** The folder with the film in pieces. */
  readonly cut: () => Promise<string>;
  readonly lines: FilmLines;
  readonly otherOrigin: string;
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { films, cut, lines, otherOrigin }: Grounds,
): Promise<void> {
  const address = new URL(request.url ?? '/', `http://${request.headers.host ?? 'playground.invalid'}`);
  const { pathname, searchParams } = address;
  const film = {
    '/media/sample.mp4': films.withSound,
    '/media/sample-silent.mp4': films.silent,
    '/media/advert.mp4': films.advert,
    '/media/recut.mp4': films.recut,
  }[pathname];
  if (film !== undefined) {
    const kbps = Number(searchParams.get('kbps')) || undefined;
    const name = searchParams.get('line');
    const line = name === null ? undefined : lines.line(name);
    await sendFile(request, response, { path: film, contentType: 'video/mp4', kbps, line });
    return;
  }
  if (pathname === '/adaptive/live.m3u8') {
    await cut();
    response
      .writeHead(200, { 'content-type': contentTypeOf(pathname), 'cache-control': 'no-store' })
      .end(writeLivePlaylist(LIVE, Date.now() - 1_000 * Number(searchParams.get('late') ?? 0)));
    return;
  }
  // As Jellyfin has them: a source begins where it is asked to.
  if (/^\/videos\/[0-9a-f-]+\/stream\.mp4$/.test(pathname)) {
    await convertFilm(response, films.withSound, Number(searchParams.get('StartTimeTicks')) / 10_000_000);
    return;
  }
  // Only plain names: nothing outside the folders can be asked for.
  const [, holed, piece] = /^\/adaptive\/(holed\/)?([a-z0-9_-]+\.(?:m3u8|mpd|m4s))$/.exec(pathname) ?? [];
  if (piece !== undefined) {
    const path = join(await cut(), piece);
    if (holed !== undefined && piece.endsWith('.m3u8')) {
      const playlist = await readFile(path, 'utf8');
      response
        .writeHead(200, { 'content-type': contentTypeOf(piece), 'cache-control': 'no-store' })
        .end(digHole(playlist, HOLE_PIECE));
      return;
    }
    await sendFile(request, response, { path, contentType: contentTypeOf(piece) });
    return;
  }
  // As a server that hangs.
  if (pathname === '/unanswered') return;
  // What pages are shared with.
  if (pathname === '/poster.webp') {
    await sendFile(request, response, {
      path: join(PAGES_DIR, 'poster.webp'),
      contentType: contentTypeOf(pathname),
    });
    return;
  }
  const content = (await readSiteFixture(address)) ?? (await readText(pathname));
  if (content === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('The playground has no such page.\n');
    return;
  }
  // Browsers keep no page for the way back that is not to be stored.
  const caching = searchParams.has('kept') ? 'no-cache' : 'no-store';
  const nonce = randomUUID();
  const policy = pathname === '/strict.html' ? { 'content-security-policy': strictPolicy(nonce) } : {};
  response
    .writeHead(200, { 'content-type': content.contentType, 'cache-control': caching, ...policy })
    .end(
      content.text
        .replaceAll('%OTHER_ORIGIN%', otherOrigin)
        .replaceAll('%INNER_ORIGIN%', otherOrigin.replace('localhost', 'inner.localhost'))
        .replaceAll('%NONCE%', nonce),
    );
}

/** Its own film, style sheet and scripts by nonce: nothing else of anybody. */
function strictPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "media-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

interface Content {
  readonly text: string;
  readonly contentType: string;
}

/** Whatever the path: a site has its pages at addresses of its own making. Its players and styles are the playground's. */
async function readSiteFixture(address: URL): Promise<Content | undefined> {
  const { id } = siteFor(address);
  if (id === 'generic' || /^\/(?:players\/|playground\.css$)/.test(address.pathname)) return undefined;
  return readContent(join(SITES_DIR, id, 'fixture.html'));
}

async function readText(pathname: string): Promise<Content | undefined> {
  const player = /^\/players\/([a-z0-9-]+\.(?:css|js))$/.exec(pathname)?.[1];
  if (player !== undefined) {
    const text = await readPlayerFile(player);
    return text === undefined ? undefined : { text, contentType: contentTypeOf(player) };
  }
  const page = /^\/([a-z0-9-]+\.(?:html|css|js))$/.exec(pathname === '/' ? '/index.html' : pathname)?.[1];
  return page === undefined ? undefined : readContent(join(PAGES_DIR, page));
}

async function readContent(path: string): Promise<Content | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : { text, contentType: contentTypeOf(path) };
}

function contentTypeOf(name: string): string {
  return CONTENT_TYPE[name.split('.').at(-1) ?? ''] ?? 'text/plain';
}

async function cutFilm({ withSound }: SampleFiles): Promise<string> {
  const made = await makeAdaptive(withSound);
  if (made.ok) return made.value;
  throw new PlaygroundError('sample-missing', made.reason.advice);
}

async function getSample(): Promise<SampleFiles> {
  const made = await makeSample();
  if (made.ok) return made.value;
  throw new PlaygroundError('sample-missing', made.reason.advice);
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new PlaygroundError(
      'port-taken',
      `Port ${port} cannot be used. Choose another, or 0 for any.`,
      error,
    );
  }
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
