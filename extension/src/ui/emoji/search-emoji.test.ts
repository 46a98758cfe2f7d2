import { expect, test } from 'vitest';
import { emojiDataOf } from '../../../../scripts/build/emoji-data.ts';
import { MAX_FOUND, searchEmoji } from './search-emoji.ts';

const find = (language: string, query: string) =>
  searchEmoji(emojiDataOf(language), query).map(([emoji]) => emoji);

test.each([
  ['en', 'popcorn', '🍿'],
  ['en', 'pop', '🍿'],
  ['en', 'party face', '🥳'],
  ['de', 'Popcorn', '🍿'],
  ['de', 'feuerwerk', '🎆'],
  ['es', 'palomitas', '🍿'],
  ['fr', 'etoile', '⭐'],
  ['ja', '映画', '🎦'],
  ['ar', 'فشار', '🍿'],
  ['ar', 'قلب', '❤️'],
  ['en', '🎬', '🎬'],
])('[CH9] in %s, “%s” finds %s', (language, query, emoji) => {
  expect(find(language, query)).toContain(emoji);
});

test('[CH9] what is called so comes before what only has to do with it', () => {
  expect(find('en', 'star')[0]).toBe('⭐');
  expect(find('en', 'fox')[0]).toBe('🦊');
  expect(find('de', 'katze')[0]).toBe('🐈');
});

test('[CH9] nothing finds nothing, and one letter not all of them', () => {
  expect(find('en', ' ')).toEqual([]);
  expect(find('en', 'zzzz')).toEqual([]);
  expect(find('en', 'e')).toHaveLength(MAX_FOUND);
});
