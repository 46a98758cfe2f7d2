import { afterEach, describe, expect, test } from 'vitest';
import ENGLISH from '../../static/_locales/en/messages.json' with { type: 'json' };
import { fillMessage, standInTexts } from './testing/stand-in-texts.ts';
import { countedText, formatList, formatNumber, languageTag, text, textDirection } from './text.ts';

afterEach(() => standInTexts(ENGLISH));

test('values stand in their places, in whatever order the language has them', () => {
  expect(text('overlayJumped', '12:04', 'Bob')).toBe('Bob jumped to 12:04');
});

test('a value that looks like a place is shown as it is', () => {
  expect(text('overlayOpened', '$2 for $1', '$WHO$')).toBe('$WHO$ opened “$2 for $1”');
});

test('the form fits the number, and the number is written as the language does', () => {
  expect(countedText('partyUnlisted', 1)).toBe('and one more');
  expect(countedText('partyUnlisted', 4_788)).toBe('and 4,788 more');
});

test('a form that is not there gives way to the general one', () => {
  standInTexts({
    languageTag: { message: 'ar' },
    partyUnlisted_other: { message: '$COUNT$+', placeholders: { count: { content: '$1' } } },
  });
  expect(countedText('partyUnlisted', 3)).toBe('3+');
});

test('lists and numbers are those of the catalogue’s language', () => {
  expect(formatList(['Bob', 'Carol', 'Dora'])).toBe('Bob, Carol, and Dora');
  standInTexts({ languageTag: { message: 'de' } });
  expect(languageTag()).toBe('de');
  expect(formatList(['Bob', 'Carol', 'Dora'])).toBe('Bob, Carol und Dora');
  expect(formatNumber(1_234.5)).toBe('1234,5');
  expect(formatNumber(1_234.5, { useGrouping: true })).toBe('1.234,5');
});

test('where the browser has no texts any more there is none, and nothing throws', () => {
  (globalThis as { chrome?: object }).chrome = {
    i18n: {
      getMessage() {
        throw new Error('Extension context invalidated.');
      },
    },
  };
  expect(text('popupStart')).toBe('');
  expect(countedText('partyUnlisted', 2)).toBe('');
  expect(textDirection()).toBe('ltr');
});

describe('writing directions', () => {
  test('a name written from right to left keeps its direction to itself', () => {
    expect(text('overlayPaused', 'ليلى')).toBe('\u2068ليلى\u2069 paused');
    expect(text('overlayPaused', 'דנה')).toBe('\u2068דנה\u2069 paused');
    expect(text('overlayPaused', '李小龙')).toBe('李小龙 paused');
  });

  test('in a language that is, every value does', () => {
    standInTexts({
      direction: { message: 'rtl' },
      overlayPaused: { message: 'أوقف $WHO$', placeholders: { who: { content: '$1' } } },
    });
    expect(textDirection()).toBe('rtl');
    expect(text('overlayPaused', 'Bob')).toBe('أوقف \u2068Bob\u2069');
  });
});

test('the stand-in fills as browsers do', () => {
  const message = { message: '$WHO$ paid $$5 of $2', placeholders: { who: { content: '$1' } } };
  expect(fillMessage(message, ['Bob', '9'])).toBe('Bob paid $5 of 9');
  expect(fillMessage(message, ['Bob'])).toBe('Bob paid $5 of ');
});
