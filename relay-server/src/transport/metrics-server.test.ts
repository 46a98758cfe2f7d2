import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { startRelay as startRelayParts } from '../relay.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { bodyOf, intentOf } from '../testing/drafts.ts';
import { prepareRelays, testConfig } from '../testing/relay-fixture.ts';

const startRelay = prepareRelays();
const METERED = ['--metrics-port', '0'];

/** The figures by name and labels. */
async function readFigures(metricsUrl: string | null): Promise<Map<string, number>> {
  const response = await fetch(String(metricsUrl));
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

test('[OP4] what the relay did is counted, and nobody can be told from it', async () => {
  const { connect, metricsUrl } = await startRelay(METERED);
  const [alice, bob] = [connect(), connect()];
  const { member } = await alice.join({ mode: 'create' });
  await bob.join();
  await alice.sees(({ events }) => events.length === 1);
  await alice.ask('intent', intentOf(1));
  await alice.ask('intent', intentOf(7));
  await bob.ask('intent', 'not an intent');
  alice.socket.emit('presence', { count: 1, body: bodyOf('here') });
  await bob.sees(({ digests }) => digests.length > 0);
  const figures = await readFigures(metricsUrl);
  expect(Object.fromEntries([...figures].filter(([name]) => !name.includes('_bucket')))).toMatchObject({
    sameframe_append_seconds_count: 2,
    sameframe_events_total: 2,
    sameframe_fan_out_lag_seconds_count: 2,
    sameframe_presence_digests_total: 1,
    sameframe_sockets: 2,
    sameframe_members: 2,
    sameframe_parties: 1,
    sameframe_ready: 1,
    'sameframe_rejects_total{reason="seq-gap"}': 1,
    'sameframe_rejects_total{reason="malformed"}': 1,
    nodejs_eventloop_lag_p99_seconds: expect.any(Number),
  });
  const page = await (await fetch(String(metricsUrl))).text();
  for (const secret of [member, '127.0.0.1', alice.socket.id ?? '']) expect(page).not.toContain(secret);
});

test('[OP4] refusals at the door and cut connections are counted too', async () => {
  const { connect, metricsUrl } = await startRelay([...METERED, '--connection-messages-per-10-s', '5']);
  const mallory = connect();
  await mallory.join({ mode: 'create' });
  for (let count = 0; count < 100; count += 1) mallory.socket.emit('probe');
  await mallory.lost;
  const stranger = connect({ versions: { min: 7, max: 9 } });
  await new Promise((resolve) => stranger.socket.once('connect_error', resolve));
  const figures = await readFigures(metricsUrl);
  expect(figures.get('sameframe_rejects_total{reason="rate-limited"}')).toBeGreaterThan(0);
  expect(figures.get('sameframe_rejects_total{reason="relay-too-old"}')).toBe(1);
});

test('[OP4] members never reach the metrics: they have a port of their own, or none', async () => {
  const open = await startRelay(METERED);
  expect(new URL(String(open.metricsUrl)).port).not.toBe(String(open.port));
  expect((await fetch(`${open.url}/metrics`)).status).toBe(404);
  expect((await fetch(String(open.metricsUrl).replace('/metrics', '/healthz'))).status).toBe(404);
  expect((await startRelay()).metricsUrl).toBeNull();
});

test('[OP2] a taken metrics port stops the start and leaves nothing open', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const store = createMemoryStore();
  const config = testConfig(['--metrics-port', String(port)]);
  const start = startRelayParts({ config, store, log: pino({ level: 'silent' }) });
  await expect(start).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  expect(() => store.verify()).toThrow('closed');
  await new Promise((resolve) => taken.close(resolve));
});
