// Pages that give the overlay a hard time. Served with the policy each one asks for.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PLAYER = `
<div id="player" style="position:relative;width:640px;height:360px;background:#333">
  <video style="width:100%;height:100%" controls></video>
</div>
<button onclick="document.querySelector('#player').requestFullscreen()">Player fullscreen</button>
<button onclick="document.querySelector('video').requestFullscreen()">Video fullscreen</button>
<script>
  const keys = [];
  for (const type of ['keydown', 'keypress', 'keyup']) {
    for (const capture of [true, false]) {
      document.addEventListener(type, (event) => keys.push(type + ' ' + event.key), { capture });
    }
  }
</script>`;

const HOSTILE_STYLE = `
<style>
  * { all: unset !important }
  html > :not(body) { display: none !important; opacity: 0 !important; transform: scale(0) !important;
    pointer-events: none !important; visibility: hidden !important }
  ::backdrop { background: red !important; display: block !important; pointer-events: auto !important }
  video { display: block !important; width: 640px !important; height: 360px !important }
</style>`;

const PAGES: Readonly<Record<string, { readonly body: string; readonly policy?: string }>> = {
  '/player': { body: PLAYER },
  '/hostile': { body: `${HOSTILE_STYLE}<video controls></video>` },
  '/strict': {
    body: '<video controls width="640" height="360"></video>',
    policy: "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  },
};

export interface FixturePages {
  readonly origin: string;
  close(): Promise<void>;
}

export async function serveFixturePages(): Promise<FixturePages> {
  const server = createServer(({ url = '' }, response) => {
    const page = PAGES[url];
    if (page === undefined) return response.writeHead(404).end();
    const policy = page.policy === undefined ? {} : { 'content-security-policy': page.policy };
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...policy });
    return response.end(`<!doctype html><title>fixture</title><body>${page.body}</body>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
