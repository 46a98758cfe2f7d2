import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConnection } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createSocketMember } from '../testing/socket-member.ts';
import { checkSlowReaders, SLOW_READERS } from './slow-readers.ts';
import { createSocketServer } from './socket-io.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function listen() {
  const httpServer = createServer();
  const server = createSocketServer(httpServer);
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => server.close());
  return { server, port: (httpServer.address() as AddressInfo).port };
}

/** A client that shakes hands and then reads nothing any more. */
function connectDeaf(port: number): Promise<void> {
  const socket = createConnection(port, '127.0.0.1');
  cleanUps.push(() => socket.destroy());
  socket.on('error', () => socket.destroy());
  const key = Buffer.alloc(16).toString('base64');
  // A masked text frame that says "40": enter the default namespace.
  const frame = Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]);
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n` +
      `Connection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  return new Promise((resolve) => {
    socket.once('data', () => {
      socket.pause();
      socket.write(frame, () => resolve());
    });
  });
}

test('[OP3] who does not read gets no presence, then is cut off; who reads stays', async () => {
  const { server, port } = await listen();
  const connected = new Promise<void>((resolve) => {
    server.on('connection', () => {
      if (server.of('/').sockets.size === 2) resolve();
    });
  });
  const healthy = createSocketMember(`http://127.0.0.1:${port}`);
  cleanUps.push(() => healthy.socket.disconnect());
  await connectDeaf(port);
  await connected;
  const limits = { presenceBytes: 100_000, maxBytes: Number.POSITIVE_INFINITY, maxPackets: 100 };
  expect(checkSlowReaders(server, limits)).toBe(0);
  expect(await server.in(SLOW_READERS).fetchSockets()).toEqual([]);

  // More than any kernel buffers for a connection, in several turns so that the healthy one can keep up.
  for (let round = 0; round < 30; round += 1) {
    server.emit('event', { round, filler: 'x'.repeat(1_000_000) });
    await healthy.sees(({ events }) => events.length > round);
  }
  checkSlowReaders(server, limits);
  const slow = await server.in(SLOW_READERS).fetchSockets();
  expect(slow.map((socket) => socket.id)).not.toContain(healthy.socket.id);
  expect(slow).toHaveLength(1);

  const gone = new Promise<void>((resolve) => {
    for (const socket of server.of('/').sockets.values()) socket.once('disconnect', () => resolve());
  });
  expect(checkSlowReaders(server, { ...limits, maxBytes: 1_000_000 })).toBe(1);
  await gone;
  expect([...server.of('/').sockets.keys()]).toEqual([healthy.socket.id]);
});
