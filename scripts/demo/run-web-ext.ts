// Opens a browser that web-ext reloads the extension in whenever its built files change.
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import type { BrowserKind } from '../rig/rig.ts';
import type { Closable } from './cleanup.ts';
import { runProgram } from './run-program.ts';

const WEB_EXT = join(REPOSITORY_DIR, 'node_modules', '.bin', 'web-ext');

export interface WebExtOptions {
  readonly kind: BrowserKind;
  readonly executablePath: string;
  readonly extensionDir: string;
  readonly startUrl: string;
}

export async function runWebExt(options: WebExtOptions): Promise<Closable> {
  // web-ext leaves its temporary profile behind when it is ended by a signal, so it gets a folder of ours for it.
  const folder = await mkdtemp(join(tmpdir(), 'sameframe-web-ext-'));
  const program = runProgram(WEB_EXT, listArguments(options), {
    environment: { TMPDIR: folder },
    tell: 'whole-group',
  });
  return {
    close: async () => {
      await program.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    kill: () => {
      program.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listArguments({ kind, executablePath, extensionDir, startUrl }: WebExtOptions): string[] {
  const isRoot = process.getuid?.() === 0;
  const target =
    kind === 'firefox'
      ? ['--target=firefox-desktop', `--firefox=${executablePath}`]
      : [
          '--target=chromium',
          `--chromium-binary=${executablePath}`,
          // Chromium refuses its sandbox to root.
          ...(isRoot ? ['--args=--no-sandbox'] : []),
        ];
  return [
    'run',
    '--no-input',
    '--no-config-discovery',
    `--source-dir=${extensionDir}`,
    `--start-url=${startUrl}`,
    ...target,
  ];
}
