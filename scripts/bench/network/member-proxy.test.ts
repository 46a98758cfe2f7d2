import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../simulation/random.ts';
import { type MemberProxy, startMemberProxy } from './member-proxy.ts';
import type { Link } from './networks.ts';

const LINK: Link = { up: { delayMs: 30, jitterMs: 10 }, down: { delayMs: 10, jitterMs: 5 } };

describe('a member’s proxy', () => {
  let echo: Server;
  let proxy: MemberProxy;
  beforeEach(async () => {
    echo = createServer((socket) => socket.pipe(socket).on('error', () => socket.destroy()));
    echo.listen(0, '127.0.0.1');
    await once(echo, 'listening');
    const { port } = echo.address() as AddressInfo;
    proxy = await startMemberProxy(new URL(`http://localhost:${port}`), LINK, createRandom(1));
  });
  afterEach(async () => {
    await proxy.close();
    echo.close();
  });

  const open = async () => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(proxy.url).port) });
    await once(socket, 'connect');
    return socket;
  };

  it('carries every byte in order, not sooner than its link allows', async () => {
    const socket = await open();
    const startedAt = performance.now();
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    const sent = Array.from({ length: 50 }, (_, index) => `message ${index};`);
    for (const text of sent) socket.write(text);
    socket.end();
    await once(socket, 'close');
    expect(Buffer.concat(received).toString()).toBe(sent.join(''));
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(25);
  });

  it('breaks connections when cut, takes none, and takes them again when restored', async () => {
    const before = await open();
    before.on('error', () => undefined);
    proxy.cut();
    await once(before, 'close');
    const during = await open();
    during.on('error', () => undefined);
    await once(during, 'close');
    proxy.restore();
    const after = await open();
    after.write('hello');
    expect(String((await once(after, 'data'))[0])).toBe('hello');
    after.destroy();
  });
});
