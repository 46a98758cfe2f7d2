import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from './clean-text.ts';

const clean = (text: string) => cleanText(text, 1_000);

test.each([
  ['a plain line', 'a plain line'],
  ['two\r\nlines', 'two\nlines'],
  ['\n\n many \n\n\n\n\n lines \n', 'many \n\n lines'],
  ['\u202etxet desrever\u202c', 'txet desrever'],
  ['\u2066isolated\u2069 \u061cmark\u200f', 'isolated mark'],
  ['zero\u200bwidth\u2060\ufeff', 'zerowidth'],
  ['\u200d\u200c\u3164\u2800 \u115f', ''],
  ['\u0000\u0007bell\u001b[31m', 'bell[31m'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['👩\u200d👩\u200d👧 ❤\ufe0f', '👩\u200d👩\u200d👧 ❤\ufe0f'],
  ['Z\u0353\u0354\u0355\u0356\u0359\u035a', 'Z\u0353\u0354\u0355\u0356'],
  ['\ud800 half', 'half'],
  ['\u034f \ufe0f\n\u{e0061}\u180b', ''],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
])('[CH3] %j is shown as %j', (text, shown) => {
  expect(clean(text)).toBe(shown.normalize('NFC'));
});

test.each([
  ['blanks in the midst of it', `a${'\t'.repeat(100_000)}x`],
  ['joiners', 'a\u200d\u200cx'.repeat(20_000)],
  ['blanks and joiners', `a${'\t\u200d'.repeat(50_000)}x`],
  ['marks', `a${'\u0353'.repeat(100_000)}x`],
  ['empty lines', `a${'\n\n\n \r'.repeat(20_000)}x`],
])('[CH3] %s take no more time the longer they are than all else does', (_, text) => {
  const startedAt = performance.now();
  clean(text);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test('[CH3] whatever comes, what is shown is bounded, turns nothing around and is the same when cleaned again', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const shown = cleanText(text, 100);
      expect(Array.from(shown).length).toBeLessThanOrEqual(100);
      expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
      expect(cleanText(shown, 100)).toBe(shown);
    }),
    { numRuns: 2_000 },
  ));
