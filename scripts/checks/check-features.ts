// Proves that a feature or a site is one folder and one registration: takes each away in a copy, with its
// entry in the registry, and compiles what is left. The generic site stays: it is the fallback of every page.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkTypes, TYPE_PROJECTS } from './check-types.ts';
import { type CheckOutcome, reportCheck } from './report-check.ts';
import { copyRepository } from './temp-tree.ts';
import { unregister } from './unregister.ts';

const REGISTRIES = ['extension/src/sites', 'extension/src/features', 'relay-server/src/features'] as const;
/** The fallback of every page, what sites with a half in the page's own world share, and what only tests use. */
const STAYING = ['generic', 'page-world', 'testing'];
const COPIED = [
  'package.json',
  'tsconfig.base.json',
  'tsconfig.check.json',
  'shared',
  'extension',
  'relay-server',
  // Tests are compiled, too, and stand on what is there.
  'scripts',
  'vitest.config.ts',
];
const COMPILED = TYPE_PROJECTS.filter((project) => !project.startsWith('scripts/'));

/** Compiles a copy once per folder, all removable ones unless said. */
export async function checkFeatures(
  copy: typeof copyRepository,
  names: readonly string[] = listRemovable(copy),
): Promise<CheckOutcome> {
  const problems: string[] = [];
  const tree = copy(COPIED);
  try {
    for (const name of names) {
      const putBack = removeFeature(tree.dir, name);
      const { problems: errors } = await checkTypes(tree.dir, COMPILED, { remembers: true });
      problems.push(...errors.map((error) => `without ${name}: ${error}`));
      putBack();
    }
  } finally {
    tree.remove();
  }
  const list = names.length > 0 ? `: ${names.join(', ')}` : ' (only the generic site exists, and it stays)';
  return { summary: `${names.length} folders removed one by one${list}`, problems };
}

function listRemovable(copy: typeof copyRepository): string[] {
  const tree = copy([...REGISTRIES]);
  try {
    const folders = REGISTRIES.filter((registry) => existsSync(join(tree.dir, registry))).flatMap(
      (registry) =>
        readdirSync(join(tree.dir, registry), { withFileTypes: true })
          .filter((entry) => entry.isDirectory() && !STAYING.includes(entry.name))
          .map((entry) => entry.name),
    );
    return [...new Set(folders)].sort();
  } finally {
    tree.remove();
  }
}

/** A feature may have a half in the extension and a half in the relay; both go together, and come back. */
function removeFeature(rootDir: string, name: string): () => void {
  const restorers: (() => void)[] = [];
  for (const registry of REGISTRIES) {
    const folder = join(rootDir, registry, name);
    if (!existsSync(folder)) continue;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const index = join(rootDir, registry, 'index.ts');
    const changed = [...files, ...(existsSync(index) ? [index] : [])];
    const before = changed.map((path) => ({ path, text: readFileSync(path) }));
    rmSync(folder, { recursive: true });
    if (existsSync(index)) writeFileSync(index, unregister(readFileSync(index, 'utf8'), name));
    restorers.push(() => {
      for (const { path, text } of before) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    });
  }
  return () => {
    for (const restore of restorers) restore();
  };
}

if (process.argv[1] === import.meta.filename) {
  reportCheck('features', await checkFeatures(copyRepository));
}
