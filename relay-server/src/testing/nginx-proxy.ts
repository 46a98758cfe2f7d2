// A real nginx with the example of relay-server/deploy, its names and places replaced by those of a test.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findNginx } from '../../../scripts/setup/ensure-packages.ts';
import { createTempFolder } from './temp-folder.ts';

export interface NginxProxy {
  readonly httpsUrl: string;
  readonly httpUrl: string;
  stop(): Promise<void>;
}

const EXAMPLE = new URL('../../deploy/nginx.conf', import.meta.url);

/** Resolves once it answers. Rejects with what nginx says about its configuration. */
export async function startNginx(relayPort: number): Promise<NginxProxy> {
  const nginx = await findNginx();
  if (nginx === undefined)
    throw new Error('nginx is not installed: apt-get install nginx, or npm test as root');
  const folder = createTempFolder();
  const [httpPort, httpsPort] = [await findFreePort(), await findFreePort()];
  const at = (name: string) => join(folder.path, name);
  mkdirSync(at('temp'));
  createCertificate(at('key.pem'), at('certificate.pem'));
  const replacements: [from: string, to: string][] = [
    ['server 127.0.0.1:8787;', `server 127.0.0.1:${relayPort};`],
    ['listen 80;', `listen 127.0.0.1:${httpPort};`],
    ['listen 443 ssl;', `listen 127.0.0.1:${httpsPort} ssl;`],
    ['/etc/letsencrypt/live/relay.example.org/fullchain.pem', at('certificate.pem')],
    ['/etc/letsencrypt/live/relay.example.org/privkey.pem', at('key.pem')],
  ];
  let site = readFileSync(EXAMPLE, 'utf8');
  for (const [from, to] of replacements) {
    if (!site.includes(from)) throw new Error(`the example has no ${from}`);
    site = site.replace(from, to);
  }
  writeFileSync(at('site.conf'), site);
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${at('temp')};`,
  );
  writeFileSync(
    at('nginx.conf'),
    `daemon off; pid ${at('pid')}; error_log stderr; worker_processes 1; events {}
     http { access_log off; ${temp.join(' ')} include ${at('site.conf')}; }`,
  );
  const child = spawn(nginx, ['-e', 'stderr', '-p', folder.path, '-c', at('nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const killChild = () => void child.kill('SIGKILL');
  process.once('exit', killChild);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const httpUrl = `http://127.0.0.1:${httpPort}`;
  await Promise.race([
    waitUntilAnswered(httpUrl),
    ended.then(() => Promise.reject(new Error(`nginx ended: ${said}`))),
  ]);
  return {
    httpUrl,
    httpsUrl: `https://127.0.0.1:${httpsPort}`,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', killChild);
      folder.remove();
    },
  };
}

function createCertificate(keyFile: string, certificateFile: string): void {
  const subject = ['-subj', '/CN=relay.example.org', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const files = ['-keyout', keyFile, '-out', certificateFile];
  execFileSync('openssl', ['req', '-x509', '-nodes', '-days', '2', ...curve, ...subject, ...files], {
    stdio: 'ignore',
  });
}

/** nginx cannot pick one by itself and say which. */
async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitUntilAnswered(url: string): Promise<void> {
  for (;;) {
    const isAnswered = await fetch(url, { redirect: 'manual' }).then(
      () => true,
      () => false,
    );
    if (isAnswered) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
