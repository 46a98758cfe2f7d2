import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitText } from './text-parts.ts';

const linksOf = (text: string) =>
  splitText(text).flatMap((part) => (part.kind === 'link' ? [part.href] : []));

test.each([
  ['see https://films.example/watch?v=1, now', ['https://films.example/watch?v=1']],
  ['(https://films.example/a_(b)).', ['https://films.example/a_(b)']],
  ['HTTP://FILMS.example and https://a.example!', ['http://films.example/', 'https://a.example/']],
  ['https://bücher.example/ä', ['https://xn--bcher-kva.example/%C3%A4']],
  ['javascript:alert(1) data:text/html,x file:///etc/passwd //films.example', []],
  ['https://bank.example@evil.example/', []],
  ['https:// and http://', []],
  ['jahttps://films.example', ['https://films.example/']],
])('[CH4] %j has the links %j', (text, links) => {
  expect(linksOf(text)).toEqual(links);
});

test('[CH4] parts put together are the text, and links are of the web', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('https://', 'a.example', '/', ')', '(', '.', ' ', 'javascript:', 'é', '"', '\n'),
      ),
      (pieces) => {
        const text = pieces.join('');
        expect(
          splitText(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
        for (const link of linksOf(text)) expect(link).toMatch(/^https?:\/\//);
      },
    ),
    { numRuns: 2_000 },
  ));
