import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RelayProcess, startRelayProcess } from './relay-process.ts';

describe('the relay of npm start', () => {
  let folder: string;
  const closing: Array<() => Promise<unknown>> = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sameframe-relay-'));
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    await rm(folder, { recursive: true });
  });

  const start = async (port: number, onLog: (line: string) => void = () => undefined) => {
    const flags = ['--port', String(port), '--data-dir', folder];
    const relay: RelayProcess = await startRelayProcess({ flags, onLog });
    closing.push(relay.close);
    return relay;
  };

  it('answers on a free port, and is gone when it was closed', async () => {
    const relay = await start(0);
    const health = `http://127.0.0.1:${relay.port}/healthz`;
    expect((await fetch(health)).status).toBe(200);
    await relay.close();
    expect(await relay.ended).toBe('');
    await expect(fetch(health)).rejects.toThrow();
  });

  it('says what to do when the port is taken', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    closing.push(() => new Promise((resolve) => other.close(resolve)));
    const { port } = other.address() as AddressInfo;
    await expect(start(port)).rejects.toThrow(
      /port \d+ on 127\.0\.0\.1 is in use\n.*set PORT, or its flag, to another one/,
    );
  });
});
