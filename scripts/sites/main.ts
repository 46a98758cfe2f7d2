// npm run new:site NAME [HOST]: writes what scaffold-site.ts composes, and puts it into the form of the house.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import { runTool } from '../checks/run-tool.ts';
import { composeSite, readNewSite, registerSite, tellNextSteps } from './scaffold-site.ts';

const SITES = 'extension/src/sites';

/** Writes the site into the repository at `rootDir`; gives what to tell the person, and whether it went well. */
export async function addSite(
  rootDir: string,
  words: readonly string[],
): Promise<{ isDone: boolean; text: string }> {
  const sitesDir = join(rootDir, SITES);
  const site = readNewSite(words, readdirSync(sitesDir));
  if (!site.ok) return { isDone: false, text: site.reason };
  const folder = join(sitesDir, site.value.id);
  mkdirSync(folder);
  for (const [name, text] of Object.entries(composeSite(site.value))) writeFileSync(join(folder, name), text);
  const registry = join(sitesDir, 'index.ts');
  writeFileSync(registry, registerSite(readFileSync(registry, 'utf8'), site.value.id));
  const formatted = await runTool(
    'biome',
    ['check', '--write', '--error-on-warnings', folder, registry],
    rootDir,
  );
  const isDone = formatted.exitCode === 0;
  return { isDone, text: isDone ? tellNextSteps(site.value) : formatted.output };
}

if (process.argv[1] === import.meta.filename) {
  const { isDone, text } = await addSite(REPOSITORY_DIR, process.argv.slice(2));
  (isDone ? process.stdout : process.stderr).write(`${text}\n`);
  process.exit(isDone ? 0 : 1);
}
