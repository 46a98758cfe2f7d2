import { expect, test } from 'vitest';
import { markSchemas } from './pure-schemas.ts';

const IMPORT = "import * as v from 'valibot';\n";

test('calls that make a schema are marked; those that throw, and those of others, are left alone', () => {
  const source = `${IMPORT}const a = v.pipe(v.string(), env.v.max(3));\nv.parse(a, b);\nv.assert(a, b);`;
  expect(markSchemas(source)).toBe(
    `${IMPORT}const a = /* @__PURE__ */ v.pipe(/* @__PURE__ */ v.string(), env.v.max(3));\nv.parse(a, b);\nv.assert(a, b);`,
  );
});

test('a source without schemas is left as it is', () => {
  expect(markSchemas('const v = { string() {} };\nv.string();')).toBe(
    'const v = { string() {} };\nv.string();',
  );
});
