// Two libraries carry code the stores warn about and we never use. It is cut out while bundling, and the
// build fails when the text to cut is no longer there, so that an update cannot bring it back unseen.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const cuts = [
  {
    // dangerouslySetInnerHTML: our own interface never sets HTML from a string.
    file: /[/\\]preact[/\\]dist[/\\]preact\.mjs$/,
    unsafe: /\(\w+\.innerHTML=\w+\.__html\)/,
    replacement: '0',
  },
  {
    // A fallback for engines without `self` and `window`, which no browser of ours is.
    file: /[/\\]engine\.io-client[/\\]build[/\\]esm[/\\]globals\.js$/,
    unsafe: /Function\("return this"\)\(\)/,
    replacement: 'globalThis',
  },
];

export const removeUnsafeCode: Plugin = {
  name: 'remove-unsafe-code',
  setup(build) {
    for (const { file, unsafe, replacement } of cuts) {
      build.onLoad({ filter: file }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (!unsafe.test(source)) {
          return {
            errors: [
              { text: `${path} no longer contains ${unsafe}: adapt scripts/build/remove-unsafe-code.ts.` },
            ],
          };
        }
        return { contents: source.replace(unsafe, replacement), loader: 'js' };
      });
    }
  },
};
