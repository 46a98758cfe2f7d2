import { expect, test } from 'vitest';
import { isEmoji } from './emoji.ts';

test.each(['🦊', '❤️', '👩‍🚀', '👍🏽', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🇫🇷', '1️⃣', '👨‍👩‍👧‍👦'])('[PS8] %s is an emoji', (emoji) => {
  expect(isEmoji(emoji)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['a letter', 'A'],
  ['a digit', '1'],
  ['two of them', '🦊🦊'],
  ['one and more', '🦊 '],
  ['one and what is invisible', '🦊\u202e'],
  ['one with marks piled on it', `🦊${'\u0351'.repeat(20)}`],
  ['half a pair', '\ud83e'],
  ['a chain without end', `👩${'\u200d👩'.repeat(40)}`],
  ['a part of a flag', '🇫'],
  ['markup', '<b>🦊</b>'],
])('[PS8] %s is none', (_, text) => {
  expect(isEmoji(text)).toBe(false);
});
