import { afterEach, expect, test } from 'vitest';
import { runTool } from './run-tool.ts';
import { copyRepository, type TempTree, writeFiles } from './temp-tree.ts';

let tree: TempTree | undefined;
afterEach(() => tree?.remove());

/** The rules that fire, per file, as `file rule`. */
async function lint(files: Record<string, string>): Promise<string[]> {
  tree = copyRepository(['biome.json', '.gitignore', 'scripts/checks/lint-rules']);
  writeFiles(tree, files);
  const { stdout } = await runTool(
    'biome',
    ['lint', '--reporter=json', '--max-diagnostics=none', '.'],
    tree.dir,
  );
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[];
  };
  return diagnostics.map(({ category, location }) => {
    const file = typeof location.path === 'string' ? location.path : location.path.file;
    return `${file} ${category.split('/').at(-1)}`;
  });
}

test.each([
  'shared/src/impure.ts',
  'extension/src/engine/impure.ts',
  'extension/src/engine/testing/impure.ts',
])('%s may not reach for time or chance', async (file) => {
  const impure = ['Date.now()', 'performance.now()', 'setTimeout(go, 1)', 'console.log(1)', 'crypto.subtle'];
  const found = await lint({
    [file]: `export const all = [${impure.join(', ')}, Math.random(), globalThis.Date];\nfunction go() {}\n`,
  });
  expect(found.filter((each) => each === `${file} noRestrictedGlobals`)).toHaveLength(impure.length);
  expect(found.filter((each) => each === `${file} noJsRestrictedProperties`)).toHaveLength(2);
});

test('a test may use the clock, but may be neither skipped nor alone', async () => {
  const file = 'shared/src/time.test.ts';
  const found = await lint({
    [file]:
      "import { test } from 'vitest';\ntest('a', () => console.log(Date.now()));\ntest.only('b', () => {});\ntest.skip('c', () => {});\n",
  });
  expect(found.sort()).toEqual([`${file} noFocusedTests`, `${file} noSkippedTests`]);
});

test('a test waits as long as a busy machine takes, and not for the second of vitest itself', async () => {
  const bare =
    "import { vi } from 'vitest';\nexport const seen = [vi.waitFor(go), vi.waitUntil(go)];\nfunction go() {\n  return 1;\n}\n";
  const files = [
    'extension/src/ui/wait.test.ts',
    'relay-server/src/wait.test.tsx',
    'extension/src/ui/testing/wait.ts',
  ];
  const found = await lint(Object.fromEntries(files.map((file) => [file, bare])));
  expect(found.sort()).toEqual(
    files.flatMap((file) => [`${file} noJsRestrictedProperties`, `${file} noJsRestrictedProperties`]).sort(),
  );
});

test('the player takes types from the engine and no code', async () => {
  const found = await lint({
    'extension/src/player/good.ts':
      "import type { Effect } from '../engine/effect.ts';\nexport type E = Effect;\n",
    'extension/src/player/bad.ts': "import { step } from '../engine/step.ts';\nexport const s = step;\n",
  });
  expect(found).toEqual(['extension/src/player/bad.ts plugin']);
});

test('house rules: names, barrels, any, empty catches', async () => {
  const found = await lint({
    'extension/src/ui/BadName.ts': 'export const a = 1;\n',
    'extension/src/ui/barrel.ts': "export * from './button.ts';\n",
    'extension/src/ui/loose.ts': 'export function f(x: any) {\n  try {\n    return x;\n  } catch {}\n}\n',
  });
  expect(found).toEqual(
    expect.arrayContaining([
      'extension/src/ui/BadName.ts useFilenamingConvention',
      'extension/src/ui/barrel.ts noBarrelFile',
      'extension/src/ui/loose.ts noExplicitAny',
      'extension/src/ui/loose.ts noEmptyBlockStatements',
    ]),
  );
});
