import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SITES } from './index.ts';

const README = new URL('../../../README.md', import.meta.url);
const ROW = /^\| (\S[^|]*?) +\| (full|experimental) +\|/gm;

test('README lists every site that there is, and how far it is supported', () => {
  const told = [...readFileSync(README, 'utf8').matchAll(ROW)].map(([, name, support]) => [name, support]);
  const known = SITES.flatMap(({ name, isExperimental }) =>
    name === null ? [] : [[name, isExperimental ? 'experimental' : 'full']],
  );
  expect(told.sort()).toEqual(known.sort());
});
