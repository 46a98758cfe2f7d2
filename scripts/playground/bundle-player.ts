// Real players from npm, each bundled with the page's own few lines as a site would: once for each process that asks.
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PLAYERS_DIR = fileURLToPath(new URL('./players/', import.meta.url));

/** Of each file its text: `hls-js.js`, `plyr.css`. */
type Bundle = ReadonlyMap<string, string>;

const bundles = new Map<string, Promise<Bundle>>();

/** A file of a player's bundle; undefined when there is no such player, or it has no such file. */
export async function readPlayerFile(name: string): Promise<string | undefined> {
  const player = name.replace(/\.(?:js|css)$/, '');
  if (!(await readdir(PLAYERS_DIR)).includes(`${player}.js`)) return undefined;
  const bundle = bundles.get(player) ?? bundlePlayer(player);
  bundles.set(player, bundle);
  return (await bundle).get(name);
}

async function bundlePlayer(player: string): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [join(PLAYERS_DIR, `${player}.js`)],
    outdir: PLAYERS_DIR,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
    logLevel: 'error',
    loader: { '.svg': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl' },
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}
