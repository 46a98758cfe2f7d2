// Lets the bundler leave out schemas that a bundle does not use. valibot says of its functions that calling them has no
// side effects, but esbuild believes that of a function of another file only where it is called: so it is said there.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Plugin } from 'esbuild';

/** Of these the result is not all that matters: they throw. */
const THROWING = ['parse', 'assert'];
const CALL = new RegExp(`(?<![\\w.])v\\.(?!(?:${THROWING.join('|')})\\b)[a-zA-Z]+\\(`, 'g');

/** A source with all calls that make a schema marked as pure; as it is, if it makes none. */
export function markSchemas(source: string): string {
  if (!source.includes("import * as v from 'valibot'")) return source;
  return source.replaceAll(CALL, (call) => `/* @__PURE__ */ ${call}`);
}

export const pureSchemas: Plugin = {
  name: 'pure-schemas',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](extension|shared)[\\/]src[\\/].*\.tsx?$/ }, async ({ path }) => ({
      contents: markSchemas(await readFile(path, 'utf8')),
      loader: extname(path) === '.tsx' ? 'tsx' : 'ts',
      watchFiles: [path],
    }));
  },
};
