// What esbuild is told about each context of the extension. Content scripts cannot be modules in any browser.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { BuildError } from './build-error.ts';
import { emojiData, emojiEntryPoints } from './emoji-data.ts';
import type { Browser } from './manifest.ts';
import { minifyCss } from './minify-css.ts';
import { pureSchemas } from './pure-schemas.ts';
import type { BuildMode } from './relay-url.ts';
import { removeUnsafeCode } from './remove-unsafe-code.ts';

type Entrypoint = { file: string; format: 'iife' | 'esm'; need: 'always' | 'when-present' };

const ENTRYPOINTS: readonly Entrypoint[] = [
  { file: 'background.ts', format: 'esm', need: 'always' },
  { file: 'content.ts', format: 'iife', need: 'always' },
  { file: 'panels.ts', format: 'iife', need: 'always' },
  { file: 'unattached.ts', format: 'iife', need: 'always' },
  { file: 'popup.tsx', format: 'esm', need: 'always' },
  { file: 'library.tsx', format: 'esm', need: 'always' },
  { file: 'welcome.tsx', format: 'esm', need: 'always' },
  { file: 'invite.ts', format: 'iife', need: 'always' },
  { file: 'local-player.tsx', format: 'esm', need: 'when-present' },
];

const TARGETS: Record<Browser, string> = { chrome: 'chrome121', firefox: 'firefox142' };

export type BundleRequest = {
  extensionDir: string;
  outDir: string;
  browser: Browser;
  mode: BuildMode;
  relayUrl: string;
};

/** The manifest and our pages load these as modules, by their names in the built folder. */
export const MODULES: readonly string[] = ENTRYPOINTS.filter(({ format }) => format === 'esm').map(
  ({ file }) => file.replace(/\.tsx?$/, '.js'),
);

/** One set of options per script format; everything of one format is bundled in one go. */
export function bundleOptions(request: BundleRequest): BuildOptions[] {
  const entrypoints = ENTRYPOINTS.filter((entrypoint) => isWanted(request.extensionDir, entrypoint));
  return (['esm', 'iife'] as const).map((format) => ({
    entryPoints: [
      ...entrypoints
        .filter((entrypoint) => entrypoint.format === format)
        .map(({ file }) => ({
          in: join(request.extensionDir, 'src', 'entrypoints', file),
          out: file.replace(/\.tsx?$/, ''),
        })),
      ...(format === 'iife' ? [...sitePlayers(request.extensionDir), ...emojiEntryPoints] : []),
    ],
    outdir: request.outDir,
    bundle: true,
    format,
    target: TARGETS[request.browser],
    platform: 'browser',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.css': 'text' },
    charset: 'utf8',
    legalComments: 'eof',
    minify: request.mode === 'release',
    sourcemap: request.mode === 'release' ? false : 'linked',
    define: {
      __RELAY_URL__: JSON.stringify(request.relayUrl),
      __DEV__: JSON.stringify(request.mode === 'development'),
    },
    plugins: [pureSchemas, removeUnsafeCode, emojiData, ...(request.mode === 'release' ? [minifyCss] : [])],
    // The paths in comments and maps must not depend on where the repository lies.
    absWorkingDir: join(request.extensionDir, '..'),
    logLevel: 'silent',
  }));
}

/** Of each site that has them: `sites/SITE.js`, how its films are driven, and `sites/SITE-page.js` for the page's own world. */
function sitePlayers(extensionDir: string): { in: string; out: string }[] {
  const sitesDir = join(extensionDir, 'src', 'sites');
  if (!existsSync(sitesDir)) return [];
  return readdirSync(sitesDir)
    .flatMap((site) => [
      { in: join(sitesDir, site, 'player.ts'), out: `sites/${site}` },
      { in: join(sitesDir, site, 'page-world.ts'), out: `sites/${site}-page` },
    ])
    .filter((entry) => existsSync(entry.in));
}

function isWanted(extensionDir: string, { file, need }: Entrypoint): boolean {
  const isPresent = existsSync(join(extensionDir, 'src', 'entrypoints', file));
  if (!isPresent && need === 'always') {
    throw new BuildError(
      'entrypoint-missing',
      `extension/src/entrypoints/${file} does not exist.`,
      'Every build needs it: restore the file, or take it out of scripts/build/bundle-options.ts.',
    );
  }
  return isPresent;
}
