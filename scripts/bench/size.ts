// `npm run bench:size`: what a page of a party, the background and the popup are made of, as people download it; and what
// takes the room in the content script. The limits are kept by `npm run check:size`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { buildExtension, REPOSITORY_DIR } from '../build/build-extension.ts';
import { bundleOptions } from '../build/bundle-options.ts';
import { listBudgets, type SizeBudget } from '../checks/check-size.ts';
import { writeResult } from './write-result.ts';

const CONTENT_SCRIPT = 'content.js';
const MODULES_SHOWN = 20;
const RELEASE = { browser: 'chrome', mode: 'release', relayUrl: 'https://relay.example.org' } as const;

const folder = mkdtempSync(join(tmpdir(), 'sameframe-size-'));
try {
  const budget = JSON.parse(
    readFileSync(join(REPOSITORY_DIR, 'scripts/size-budget.json'), 'utf8'),
  ) as SizeBudget;
  const built = await buildExtension({ ...RELEASE, outDir: folder });
  const bundles = listBudgets(built, budget).map(({ file, most: budgetBytes }) => {
    const text = readFileSync(join(built, file));
    const gzipBytes = gzipSync(text, { level: 9 }).length;
    return { file, rawBytes: text.length, gzipBytes, budgetBytes, share: percent(gzipBytes / budgetBytes) };
  });
  console.table(bundles);
  const modules = await listModules();
  console.log(`The ${MODULES_SHOWN} largest of ${modules.length} modules in ${CONTENT_SCRIPT}, minified:`);
  console.table(modules.slice(0, MODULES_SHOWN));
  writeResult('size', { bundles, contentModules: modules });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Modules of the content script, the largest first. */
async function listModules() {
  const extensionDir = join(REPOSITORY_DIR, 'extension');
  for (const options of bundleOptions({ ...RELEASE, extensionDir, outDir: folder })) {
    const { metafile } = await build({ ...options, metafile: true, write: false });
    const output = findOutput(metafile ?? { inputs: {}, outputs: {} });
    if (output === undefined) continue;
    return Object.entries(output.inputs)
      .map(([module, { bytesInOutput }]) => ({
        module: module.replace(/^.*node_modules\//, ''),
        bytes: bytesInOutput,
        share: percent(bytesInOutput / output.bytes),
      }))
      .sort((a, b) => b.bytes - a.bytes);
  }
  throw new Error(`no build makes ${CONTENT_SCRIPT}`);
}

function findOutput({ outputs }: Metafile) {
  return Object.entries(outputs).find(([file]) => file.endsWith(`/${CONTENT_SCRIPT}`))?.[1];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
