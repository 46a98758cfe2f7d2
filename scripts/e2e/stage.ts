// Everything a browser test stands on: a relay of its own, the playground, and browsers with the shipped manifest.
// One stage per test file; each test brings its own tabs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension } from '../build/build-extension.ts';
import { makeAdaptive } from '../playground/make-adaptive.ts';
import { makeSample } from '../playground/make-sample.ts';
import { type Playground, servePlayground } from '../playground/serve-playground.ts';
import { type MortalRelay, startMortalRelay } from '../relay/mortal-relay.ts';
import { type LaunchOptions, launchBrowser } from '../rig/launch-browser.ts';
import type { BrowserKind, RigBrowser } from '../rig/rig.ts';

/** The full run: long repeats and soaks. */
export const IS_FULL = process.env.SAMEFRAME_FULL !== undefined;
/** Every flow in both browsers; the short run plays some in one where the other adds little. */
export const IN_BOTH = IS_FULL || process.env.SAMEFRAME_BOTH !== undefined;
/** In the full run every flow is played ten times in a row: what happens once in ten is a bug too. */
export const REPEATS = IS_FULL ? 9 : 0;

/** The browsers that a flow is played in: both in the runs that play all in both, the given one in the short run. */
export function kindsFor(short: BrowserKind): readonly BrowserKind[] {
  return IN_BOTH ? ['chromium', 'firefox'] : [short];
}

/** What of several alike a browser meets: all in the runs that play all in both, every other one in the short run. */
export function shareFor<Item>(kind: BrowserKind, items: readonly Item[]): readonly Item[] {
  return items.filter((_, index) => IN_BOTH || (index % 2 === 0) === (kind === 'chromium'));
}

/** The pairs of browsers for a flow of two people: both in the full run, the one that begins with it in the short run. */
export function pairsFor(short: BrowserKind): readonly (readonly [BrowserKind, BrowserKind])[] {
  return kindsFor(short).map((kind) => [kind, kind === 'chromium' ? 'firefox' : 'chromium']);
}

export interface Stage {
  readonly relay: MortalRelay;
  readonly playground: Playground;
  launch(kind: BrowserKind, options?: Omit<LaunchOptions, 'kind' | 'extensionDir'>): Promise<RigBrowser>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly relayEnvironment?: Readonly<Record<string, string>>;
  /** `granted`: the test build that has every host; only for what needs a prompt no test can answer headless. */
  readonly hostAccess?: 'asked-for' | 'granted';
  /**
   * Firefox counts the host of the invite script's page as granted, whatever the path and port: a test about
   * access must not have its frame there.
   */
  readonly relayHost?: 'localhost' | '127.0.0.1';
  /** With the scripts as people download them. */
  readonly isShrunk?: boolean;
}

export async function setStage({
  relayEnvironment = {},
  hostAccess = 'asked-for',
  relayHost = 'localhost',
  isShrunk = false,
}: StageOptions = {}): Promise<Stage> {
  const sample = await makeSample();
  if (!sample.ok) throw new Error(sample.reason.advice);
  // The first time takes longer than a page's player may take to have its film.
  const pieces = await makeAdaptive(sample.value.withSound);
  if (!pieces.ok) throw new Error(pieces.reason.advice);
  const folder = await mkdtemp(join(tmpdir(), 'sameframe-e2e-'));
  const relay = await startMortalRelay(join(folder, 'data'), relayEnvironment);
  const playground = await servePlayground({ sample: sample.value });
  const browsers: RigBrowser[] = [];
  const builds = new Map<BrowserKind, Promise<string>>();

  const build = (kind: BrowserKind) => {
    const built =
      builds.get(kind) ??
      buildExtension({
        browser: kind === 'chromium' ? 'chrome' : 'firefox',
        mode: 'development',
        relayUrl: relay.url.replace('localhost', relayHost),
        hostAccess,
        isShrunk,
        outDir: join(folder, kind),
      });
    builds.set(kind, built);
    return built;
  };

  return {
    relay,
    playground,
    async launch(kind, options = {}) {
      const browser = await launchBrowser({ ...options, kind, extensionDir: await build(kind) });
      browsers.push(browser);
      return browser;
    },
    async close() {
      for (const browser of browsers) await browser.close();
      await playground.close();
      await relay.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
