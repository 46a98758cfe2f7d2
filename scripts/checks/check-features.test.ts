import { expect, test } from 'vitest';
import { checkFeatures } from './check-features.ts';
import { TYPE_PROJECTS } from './check-types.ts';
import { copyRepository, writeFiles } from './temp-tree.ts';

const WORLD = {
  'extension/src/features/feature.ts': 'export type Feature = { id: string };',
  'extension/src/features/index.ts': [
    "import { chat } from './chat/index.ts';",
    "import type { Feature } from './feature.ts';",
    "import { queue } from './queue/index.ts';",
    'export const features: readonly Feature[] = [chat, queue];',
  ].join('\n'),
  'extension/src/features/chat/index.ts': "export const chat = { id: 'chat' };",
  'extension/src/features/queue/index.ts': "export const queue = { id: 'queue' };",
  'extension/src/sites/index.ts':
    "import { generic } from './generic/index.ts';\nexport const sites = [generic];",
  'extension/src/sites/generic/index.ts': "export const generic = { id: 'generic' };",
};

function worldWith(files: Record<string, string>) {
  return () => {
    const tree = copyRepository(['tsconfig.base.json', ...TYPE_PROJECTS, 'extension/build-constants.d.ts']);
    writeFiles(tree, { ...WORLD, ...files });
    return tree;
  };
}

test('features that are one folder and one registration can go', async () => {
  expect(await checkFeatures(worldWith({}))).toEqual({
    summary: '2 folders removed one by one: chat, queue',
    problems: [],
  });
});

test('a feature that something else leans on cannot, and the culprit is named', async () => {
  const popup = "import { chat } from '../features/chat/index.ts';\nexport const id = chat.id;";
  const { problems } = await checkFeatures(worldWith({ 'extension/src/popup/app.ts': popup }));
  expect(problems).toEqual([expect.stringMatching(/^without chat: extension\/src\/popup\/app\.ts/)]);
});
