import { afterEach, expect, test } from 'vitest';
import { checkTypes, TYPE_PROJECTS } from './check-types.ts';
import { copyRepository, type TempTree, writeFiles } from './temp-tree.ts';

const CONFIGS = [
  'tsconfig.base.json',
  ...TYPE_PROJECTS,
  'shared/package.json',
  'extension/build-constants.d.ts',
];

let tree: TempTree | undefined;
afterEach(() => tree?.remove());

async function check(files: Record<string, string>) {
  tree = copyRepository(CONFIGS);
  writeFiles(tree, files);
  const { problems } = await checkTypes(tree.dir, TYPE_PROJECTS);
  return problems.map((problem) => problem.replace(/\(\d+,\d+\): error/, ''));
}

test('every context has its own types and no others', async () => {
  const problems = await check({
    'shared/src/dom.ts': 'export const a = document.title;',
    'shared/src/node.ts': 'export const b = process.pid;',
    'extension/src/engine/dom.ts': 'export const c = window.name;',
    'extension/src/player/node.ts': 'export const d = process.pid;',
    'relay-server/src/dom.ts': 'export const e = document.title;',
  });
  expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual([
    'extension/src/engine/dom.ts',
    'extension/src/player/node.ts',
    'relay-server/src/dom.ts',
    'shared/src/dom.ts',
    'shared/src/node.ts',
  ]);
});

test('what belongs to a context compiles there', async () => {
  const problems = await check({
    'shared/src/time.ts': 'export const now = 1;',
    'extension/src/engine/step.ts': "export { now } from '@sameframe/shared/time.ts';",
    'extension/src/popup/app.tsx': 'export const App = () => <p>{document.title}{__RELAY_URL__}</p>;',
    'extension/src/popup/app.test.tsx': 'export const App = () => <p>{document.title}{process.pid}</p>;',
    'relay-server/src/main.ts': 'export const pid = process.pid;',
    'scripts/rig/rig.ts': 'export const both = () => [document.title, process.pid];',
  });
  expect(problems).toEqual([]);
});

test('a file that no project includes is a problem, not a silent success', async () => {
  const problems = await check({ 'relay-server/bench/load.ts': 'export const broken: number = "no";' });
  expect(problems).toEqual([
    'relay-server/bench/load.ts: no tsconfig includes this file, so nothing checks it.',
  ]);
});
