// Everything that cells stand on: a relay process, the bench's own server, and for each member a browser whose build of
// the extension knows the relay only by that member's proxy.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildExtension } from '../build/build-extension.ts';
import type { Cleanup } from '../demo/cleanup.ts';
import { startRelayProcess } from '../relay/relay-process.ts';
import { launchBrowser } from '../rig/launch-browser.ts';
import type { BrowserKind, RigBrowser } from '../rig/rig.ts';
import type { Random } from '../simulation/random.ts';
import { type BenchMember, openBenchMember } from './cell/bench-member.ts';
import { type MemberProxy, startMemberProxy } from './network/member-proxy.ts';
import { linkOf, type NetworkName } from './network/networks.ts';
import type { BenchServer } from './page/bench-server.ts';

export interface StageMember {
  readonly kind: BrowserKind;
  /** A new tab with that film. */
  open(film: string): Promise<BenchMember>;
  /** The member's own way to a board of the naive row. */
  boardUrl(name: string): string;
  setNetwork(network: NetworkName): void;
  /** No way to the relay for so long. */
  cutOff(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface BenchStage {
  /** Ends the relay; what it has kept is then in this folder. */
  stopRelay(): Promise<string>;
  launch(request: LaunchRequest): Promise<StageMember>;
}

export interface LaunchRequest {
  readonly kind: BrowserKind;
  /** Counted from 0; decides the member's end of each network. */
  readonly index: number;
  /** Of the browser, on top of the bench's own. */
  readonly env: Readonly<Record<string, string>>;
}

export async function setBenchStage(
  server: BenchServer,
  random: Random,
  cleanup: Cleanup,
): Promise<BenchStage> {
  const folder = await mkdtemp(join(tmpdir(), 'sameframe-bench-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  await cleanup.keep({ close: removeFolder, kill: () => undefined });
  const relayDataDir = join(folder, 'data');
  const relay = await cleanup.keep(
    await startRelayProcess({
      flags: ['--port', '0', '--data-dir', relayDataDir],
      onLog: (line) => console.error(`Relay: ${line}`),
    }),
  );
  let builds = 0;

  const launch = async (request: LaunchRequest): Promise<StageMember> => {
    const { kind, index, env } = request;
    const proxyTo = async (target: string): Promise<MemberProxy> =>
      cleanup.keep(await startMemberProxy(new URL(target), linkOf('lan', index), random.fork()));
    const proxies = {
      relay: await proxyTo(`http://localhost:${relay.port}`),
      board: await proxyTo(server.origin),
    };
    builds += 1;
    const extensionDir = await buildExtension({
      browser: kind === 'chromium' ? 'chrome' : 'firefox',
      mode: 'development',
      relayUrl: proxies.relay.url,
      outDir: join(folder, `${kind}-${builds}`),
    });
    const browser = await launchBrowser({ kind, extensionDir, env, onSignal: 'leave-to-caller' });
    await cleanup.keep(asClosable(browser));
    return {
      kind,
      open: (film) => openBenchMember(browser, server.pageUrl(film)),
      boardUrl: (name) => `${proxies.board.url}/notice/${name}`,
      setNetwork: (network) => {
        for (const proxy of Object.values(proxies)) proxy.setLink(linkOf(network, index));
      },
      cutOff: async (ms) => {
        proxies.relay.cut();
        await pause(ms);
        proxies.relay.restore();
      },
      close: () => browser.close(),
    };
  };
  const stopRelay = async () => {
    await relay.close();
    return relayDataDir;
  };
  return { launch, stopRelay };
}

function asClosable(browser: RigBrowser) {
  return { close: () => browser.close(), kill: () => void browser.process.kill('SIGKILL') };
}
