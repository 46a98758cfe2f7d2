// The relay as it stands in the world: behind TLS, by the example that deployments are told to copy.
import type { IncomingMessage } from 'node:http';
import { Agent, get } from 'node:https';
import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { PARTY } from '../testing/core-world.ts';
import { HELLO, intentOf, joinOf } from '../testing/drafts.ts';
import { startNginx } from '../testing/nginx-proxy.ts';
import { prepareRelays } from '../testing/relay-fixture.ts';

const startRelay = prepareRelays();
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startBehindNginx(flags: readonly string[] = []) {
  const relay = await startRelay(['--trust-proxy', 'true', ...flags]);
  const proxy = await startNginx(relay.port);
  cleanUps.push(proxy.stop);
  /** `from`: this computer has many addresses of its own. */
  const connect = (from = '127.0.0.1', extraHeaders: Record<string, string> = {}): Socket => {
    const agent = new Agent({ localAddress: from, rejectUnauthorized: false });
    const options = {
      transports: ['websocket'],
      auth: HELLO,
      reconnection: false,
      forceNew: true,
      extraHeaders,
    };
    // In Node the client hands its agent to `ws`; its types know only of the browser's.
    const socket = io(proxy.httpsUrl, { ...options, agent: agent as unknown as string });
    cleanUps.push(() => socket.disconnect());
    return socket;
  };
  return { relay, proxy, connect };
}

function fetchInsecurely(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { rejectUnauthorized: false }, (response) => {
      response.resume();
      resolve(response);
    }).on('error', reject);
  });
}

function outcomeOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve(error.message));
  });
}

test('[OP5] members meet through the proxy, and its answers are the relay’s', async () => {
  const { proxy, connect } = await startBehindNginx(['--metrics-port', '0']);
  const [alice, bob] = [connect(), connect()];
  expect(await alice.emitWithAck('join', joinOf(PARTY, { mode: 'create' }))).toMatchObject({ ok: true });
  expect(await bob.emitWithAck('join', joinOf(PARTY))).toMatchObject({ ok: true });
  const heard = new Promise((resolve) =>
    bob.on('event', (event) => event.from === 'member' && resolve(event)),
  );
  expect(await alice.emitWithAck('intent', intentOf(1))).toMatchObject({ ok: true });
  expect(await heard).toMatchObject(intentOf(1));

  const page = await fetchInsecurely(`${proxy.httpsUrl}/join`);
  expect([page.statusCode, page.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect((await fetchInsecurely(`${proxy.httpsUrl}/readyz`)).statusCode).toBe(200);
  expect((await fetchInsecurely(`${proxy.httpsUrl}/metrics`)).statusCode).toBe(404);
  const plain = await fetch(`${proxy.httpUrl}/join`, { redirect: 'manual' });
  expect([plain.status, plain.headers.get('location')]).toEqual([301, 'https://127.0.0.1/join']);
});

test('[OP5] limits count the visitor, whom the proxy names and whom nobody can invent', async () => {
  const { connect } = await startBehindNginx(['--address-connections-per-minute', '2']);
  const claim = { 'X-Forwarded-For': '203.0.113.7' };
  expect(await outcomeOf(connect('127.0.0.2', claim))).toBe('connected');
  expect(await outcomeOf(connect('127.0.0.2', { 'X-Forwarded-For': '203.0.113.8' }))).toBe('connected');
  expect(await outcomeOf(connect('127.0.0.2', { 'X-Forwarded-For': '203.0.113.9' }))).toBe('rate-limited');
  expect(await outcomeOf(connect('127.0.0.3', claim))).toBe('connected');
});

test('[OP5] a relay that stops says so to who is behind the proxy too', async () => {
  const { relay, connect } = await startBehindNginx();
  const alice = connect();
  await alice.emitWithAck('join', joinOf(PARTY, { mode: 'create' }));
  const closing = new Promise((resolve) => alice.once('closing', resolve));
  const lost = new Promise((resolve) => alice.once('disconnect', resolve));
  await relay.stop();
  expect(await closing).toMatchObject({ reason: 'draining' });
  expect(await lost).toBe('transport close');
  expect(await outcomeOf(connect())).toBe('websocket error');
});
