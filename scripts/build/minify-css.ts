// Our style sheets go into the bundles as texts, which esbuild leaves as they are.
import { readFile } from 'node:fs/promises';
import { type Plugin, transform } from 'esbuild';

export const minifyCss: Plugin = {
  name: 'minify-css',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { code, warnings } = await transform(source, {
        loader: 'css',
        minify: true,
        charset: 'utf8',
        target: build.initialOptions.target ?? [],
        sourcefile: path,
      });
      return { contents: code, loader: 'text', warnings };
    });
  },
};
