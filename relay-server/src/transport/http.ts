// Everything that is asked over plain HTTP: health, readiness, and the page that an invite link opens. Never reflects input;
// the code in a link's fragment does not even reach the relay.
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RelayHealth } from '../party/core-port.ts';

export interface HttpPorts {
  readonly health: () => RelayHealth;
  readonly readiness: () => RelayHealth;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const TEXT = 'text/plain; charset=utf-8';

/** Nothing but this relay's own files, and nobody may frame the page. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cache-Control': 'no-cache',
};

const PAGE_FOLDER = new URL('../../join-page/', import.meta.url);
const PAGE_FILES = [
  ['/join', 'join.html', 'text/html; charset=utf-8'],
  ['/join.css', 'join.css', 'text/css; charset=utf-8'],
  ['/join.js', 'join.js', 'text/javascript; charset=utf-8'],
  ['/join-texts.js', 'join-texts.js', 'text/javascript; charset=utf-8'],
] as const;

export function createHttpHandler(
  ports: HttpPorts,
): (request: IncomingMessage, response: ServerResponse) => void {
  // Read once: a request never touches the disk, and a missing file stops the start instead of a visitor.
  const pages = new Map<string, Answer>();
  for (const [path, file, type] of PAGE_FILES) {
    pages.set(path, { status: 200, type, body: readFileSync(new URL(file, PAGE_FOLDER)) });
  }
  const answerGet = (path: string): Answer => {
    if (path === '/healthz') return answerHealth(ports.health());
    if (path === '/readyz') return answerReadiness(ports.readiness());
    if (path === '/') return { status: 302, type: TEXT, body: 'See /join\n', headers: { Location: '/join' } };
    return pages.get(path) ?? { status: 404, type: TEXT, body: 'Not found\n' };
  };
  return (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const answer = isRead ? answerGet(path) : refuseMethod();
    response.writeHead(answer.status, {
      ...HEADERS,
      'Content-Type': answer.type,
      'Content-Length': Buffer.byteLength(answer.body),
      ...answer.headers,
    });
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  };
}

/** A relay that is stopping is healthy: whoever watches need not kill it. */
function answerHealth(health: RelayHealth): Answer {
  return answerStatus(health === 'storage-failed' ? 503 : 200, health);
}

/** Whether new members may be sent here. */
function answerReadiness(readiness: RelayHealth): Answer {
  return answerStatus(readiness === 'ok' ? 200 : 503, readiness === 'ok' ? 'ready' : readiness);
}

function answerStatus(status: number, word: string): Answer {
  const body = `${JSON.stringify({ status: word })}\n`;
  return { status, type: 'application/json', body, headers: { 'Cache-Control': 'no-store' } };
}

function refuseMethod(): Answer {
  return { status: 405, type: TEXT, body: 'Method not allowed\n', headers: { Allow: 'GET, HEAD' } };
}
