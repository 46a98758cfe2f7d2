import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import { chooseParts, PARTS } from './parts.ts';

test('everything runs unless parts are named', () => {
  expect(chooseParts(undefined)).toEqual({ parts: PARTS, unknown: [] });
  expect(chooseParts('unit, types').parts.map(({ name }) => name)).toEqual(['types', 'unit']);
  expect(chooseParts('checks').parts.every(({ kind }) => kind === 'check')).toBe(true);
  expect(chooseParts('unit,uint').unknown).toEqual(['uint']);
});

test('every check is an npm script', () => {
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY_DIR, 'package.json'), 'utf8'));
  const checks = PARTS.flatMap((part) => (part.kind === 'check' ? [part.npmScript] : []));
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(checks));
});
