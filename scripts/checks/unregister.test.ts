import { expect, test } from 'vitest';
import { unregister } from './unregister.ts';

test('takes away the import and the entry, and nothing else', () => {
  const source = [
    "import { chat } from './chat/index.ts';",
    "import { chatQueue } from './chat-queue/index.ts';",
    "import type { Feature } from './feature.ts';",
    'export const features: readonly Feature[] = [chat, chatQueue];',
  ].join('\n');
  expect(unregister(source, 'chat')).toBe(
    [
      "import { chatQueue } from './chat-queue/index.ts';",
      "import type { Feature } from './feature.ts';",
      'export const features: readonly Feature[] = [chatQueue];',
    ].join('\n'),
  );
});
