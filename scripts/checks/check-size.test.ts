import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkBundles, checkLines, type SizeBudget } from './check-size.ts';
import { createTempTree, type TempTree, writeFiles } from './temp-tree.ts';

const BUDGET: SizeBudget = {
  lines: { source: 3, test: 5 },
  moreLinesFor: {},
  gzipBytes: { 'content.js': 100 },
};
const lines = (count: number) => 'export {};\n'.repeat(count);

let tree: TempTree;
beforeEach(() => {
  tree = createTempTree();
});
afterEach(() => tree.remove());

test('a file over its budget is named, a test may be longer', () => {
  writeFiles(tree, {
    'shared/src/a.ts': lines(4),
    'shared/src/b.ts': lines(3),
    'shared/src/a.test.ts': lines(5),
  });
  expect(checkLines(tree.dir, BUDGET)).toEqual({
    summary: '3 files, lines per source file: median 3, p90 4, longest 4',
    problems: ['shared/src/a.ts: 4 lines, at most 3. Split it by responsibility.'],
  });
});

test('an exception lifts the cap of one file, and may not outlive it', () => {
  writeFiles(tree, { 'shared/src/a.ts': lines(4) });
  const moreLinesFor = {
    'shared/src/a.ts': { lines: 4, reason: 'One table.' },
    'shared/src/gone.ts': { lines: 9, reason: 'Was one table.' },
  };
  const { problems } = checkLines(tree.dir, { ...BUDGET, moreLinesFor });
  expect(problems).toEqual(['scripts/size-budget.json: shared/src/gone.ts no longer exists.']);
});

test('a bundle is measured as people download it', () => {
  writeFiles(tree, { 'dist/content.js': 'x'.repeat(10_000) });
  expect(checkBundles(join(tree.dir, 'dist'), BUDGET).problems).toEqual([]);
  writeFiles(tree, { 'dist/content.js': Array.from({ length: 999 }, (_, i) => i * 7919).join() });
  expect(checkBundles(join(tree.dir, 'dist'), BUDGET).problems).toEqual([
    expect.stringMatching(/^content\.js: \d+ bytes gzipped/),
  ]);
});

test('each file of a folder has the folder’s budget, and none goes without', () => {
  const budget = { ...BUDGET, gzipBytes: { 'sites/*.js': 100 } };
  const large = Array.from({ length: 999 }, (_, i) => i * 7919).join();
  writeFiles(tree, { 'dist/sites/a.js': 'a', 'dist/sites/b.js': large, 'dist/new.js': 'n' });
  expect(checkBundles(join(tree.dir, 'dist'), budget).problems).toEqual([
    expect.stringMatching(/^sites\/b\.js: \d+ bytes gzipped/),
    'new.js: no budget. Give it one in scripts/size-budget.json.',
  ]);
});
