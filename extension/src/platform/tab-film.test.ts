import { SAMPLE_PICTURES } from '@sameframe/shared/testing/small-picture.ts';
import { expect, test } from 'vitest';
import type { BrowserApi } from './browser-api.ts';
import { drawTabFilm, findTabFilm } from './tab-film.ts';

/** A browser in whose tab the function comes to this. */
function tabWith(result: unknown): Pick<BrowserApi, 'scripting'> {
  return { scripting: { executeScript: async () => [{ result }] } };
}
const CLOSED: Pick<BrowserApi, 'scripting'> = {
  scripting: { executeScript: () => Promise.reject(new Error('Cannot access contents of the page.')) },
};

test('[QU12] the first picture that is short enough is taken, and of what is none, none', async () => {
  const [picture = ''] = SAMPLE_PICTURES;
  expect(await drawTabFilm(tabWith(['', atob(picture)]), 1)).toBe(picture);
  for (const result of [undefined, null, [], ['x'], [{}], {}, 7]) {
    expect(await drawTabFilm(tabWith(result), 1)).toBeNull();
  }
  expect(await drawTabFilm(CLOSED, 1)).toBeNull();
});

test('what a page shows is told as it is', async () => {
  const found = { kind: 'found', title: 'Moon', lengthS: 780 };
  for (const result of [found, { ...found, lengthS: null }, { kind: 'none' }]) {
    expect(await findTabFilm(tabWith(result), 1)).toEqual(result);
  }
});

test.each([
  ['nothing', undefined],
  ['an element in the place of the title', { kind: 'found', title: {}, lengthS: 780 }],
  ['a length that is none', { kind: 'found', title: 'Moon', lengthS: -1 }],
  ['another kind', { kind: 'many' }],
])('of %s nothing is said', async (_what, result) => {
  expect(await findTabFilm(tabWith(result), 1)).toEqual({ kind: 'unknown' });
});
