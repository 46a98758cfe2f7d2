import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFeatures } from '../checks/check-features.ts';
import { checkTypes } from '../checks/check-types.ts';
import { runTool } from '../checks/run-tool.ts';
import { copyRepository, type TempTree } from '../checks/temp-tree.ts';
import { addSite } from './main.ts';
import { readNewSite } from './scaffold-site.ts';

const COPIED = [
  '.gitignore',
  'biome.json',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.check.json',
  'vitest.config.ts',
  'shared',
  'extension',
  'relay-server',
  'scripts',
];

describe('npm run new:site', { timeout: 400_000 }, () => {
  let tree: TempTree;
  beforeAll(() => {
    tree = copyRepository(COPIED);
  });
  afterAll(() => tree.remove());
  const registry = () => readFileSync(join(tree.dir, 'extension/src/sites/index.ts'), 'utf8');

  it('writes nothing for a name that is taken', async () => {
    const before = registry();
    expect(await addSite(tree.dir, ['netflix'])).toEqual({
      isDone: false,
      text: expect.stringMatching(/netflix is there already/),
    });
    expect(registry()).toBe(before);
  });

  it('gives a site that lints, compiles, passes its test, and can be taken away again', async () => {
    // It ends with the linter, whose warnings count.
    expect(await addSite(tree.dir, ['film-club', 'www.filmclub.example'])).toEqual({
      isDone: true,
      text: expect.stringContaining('README.md'),
    });
    // Sites that go by no host would take its addresses before it; the generic one takes all.
    expect(registry()).toMatch(
      /SITES: readonly SiteAdapter\[\] = \[\s*filmClubSite,[^\]]*\bgenericSite,?\s*\]/,
    );
    const folder = 'extension/src/sites/film-club';
    const [types, tested, removed] = await Promise.all([
      checkTypes(tree.dir, ['extension/tsconfig.json', 'tsconfig.check.json']),
      runTool('vitest', ['run', '--project', 'unit', folder], tree.dir),
      checkFeatures((paths) => copyRepository(paths, tree.dir), ['film-club']),
    ]);
    expect(types.problems).toEqual([]);
    expect(tested.exitCode, tested.output).toBe(0);
    expect(tested.output).toMatch(/Tests +4 passed/);
    expect(removed.problems).toEqual([]);
  });

  it.each([
    [[], /Say which site/],
    [['a', 'a.tv', 'more'], /Say which site/],
    [['Film Club'], /no name for a folder/],
    [['../film'], /no name for a folder/],
    [['9gag'], /no name for a folder/],
    [['x'.repeat(41)], /no name for a folder/],
    [['page-world'], /there already/],
    [['film', 'https://film.tv/watch'], /is no host/],
  ])('refuses %j and says why', (words, reason) => {
    expect(readNewSite(words, ['generic', 'page-world'])).toEqual({
      ok: false,
      reason: expect.stringMatching(reason),
    });
  });
});
