import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isEmoji } from '@sameframe/shared/emoji.ts';
import { expect, test } from 'vitest';
import { REPOSITORY_DIR } from './build-extension.ts';
import { EMOJI_LANGUAGES, emojiDataOf } from './emoji-data.ts';

test('there are names in every language of the extension', () => {
  const languages = readdirSync(join(REPOSITORY_DIR, 'extension/static/_locales'));
  expect([...EMOJI_LANGUAGES].sort()).toEqual(languages.sort());
});

test.each(EMOJI_LANGUAGES)('all emoji in %s have a name, and others take them for emoji', (language) => {
  const all = emojiDataOf(language).groups;
  expect(all).toHaveLength(9);
  for (const [emoji, name] of all.flat()) {
    expect(isEmoji(emoji)).toBe(true);
    expect(name).not.toBe('');
  }
  const every = all.flat().map(([emoji]) => emoji);
  expect(new Set(every).size).toBe(every.length);
  expect(every).toContain('😀');
  // Of a version that not all systems draw.
  expect(every).not.toContain('🫩');
});

test('those in Arabic are Arabic, also of what is composed: flags, callings', () => {
  const all = emojiDataOf('ar').groups.flat();
  expect(all.filter(([, name]) => !/\p{Script=Arabic}/u.test(name))).toEqual([]);
  expect(all.find(([emoji]) => emoji === '👩‍🚀')?.[1]).toBe('رائدة فضاء');
});
