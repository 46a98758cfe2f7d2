// Holds shared/SPEC.md and the code together: whoever cites a rule cites one that exists, and every rule has a test.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { isTestFile, listSourceFiles } from './source-files.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Also read by itself, as its own examples would count. */
const SELF = 'scripts/checks/spec-rules.test.ts';

const RULE_LINE = /^- \*\*([A-Z]{2}\d+)\*\* \S/gm;
const HEADING = /^## ((?:[A-Z]{2}(?:, )?)+): /;
/** A title begins with its rules: '[AD4] [AD5] …' or '[PV1 PB2] …'. */
const TITLE_RULES = /['"`]((?:\[[A-Z]{2}\d+(?:[ ,]+[A-Z]{2}\d+)*\] ?)+)/g;
/** In comments: "SPEC PB2", "SPEC PV4, PB". */
const COMMENT_RULES = /\bSPEC ([A-Z]{2}\d*(?:(?:, | and )[A-Z]{2}\d*)*)\b/g;
/** As the simulation names what failed: fail('CR2', …). */
const FAILED_RULES = /\bfail\('([A-Z]{2}\d+)'/g;

interface Citation {
  readonly rule: string;
  readonly place: string;
}

const rules: string[] = [];
const groups: string[] = [];
const inTitles: Citation[] = [];
const elsewhere: Citation[] = [];

beforeAll(() => {
  const spec = readFileSync(join(ROOT, 'shared/SPEC.md'), 'utf8');
  rules.push(...Array.from(spec.matchAll(RULE_LINE), ([, rule = '']) => rule));
  groups.push(...new Set(rules.map(groupOf)));
  for (const file of listSourceFiles(ROOT).filter((each) => each !== SELF)) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    if (isTestFile(file)) inTitles.push(...findCitations(file, text, TITLE_RULES));
    elsewhere.push(...findCitations(file, text, COMMENT_RULES), ...findCitations(file, text, FAILED_RULES));
  }
});

test('the specification is read: every line of a list is a rule, in the section of its group, once', () => {
  const spec = readFileSync(join(ROOT, 'shared/SPEC.md'), 'utf8');
  expect(spec.match(/^- /gm)).toHaveLength(rules.length);
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
  for (const section of spec.split(/^(?=## )/m).slice(1)) {
    const own = HEADING.exec(section)?.[1]?.split(', ') ?? [];
    const strangers = Array.from(section.matchAll(RULE_LINE), ([, rule = '']) => rule).filter(
      (rule) => !own.includes(groupOf(rule)),
    );
    expect(strangers, section.split('\n', 1)[0]).toEqual([]);
  }
});

test('the numbers of a group rise', () => {
  for (const group of groups) {
    const numbers = rules.filter((rule) => groupOf(rule) === group).map((rule) => Number(rule.slice(2)));
    expect(numbers, group).toEqual([...numbers].sort((a, b) => a - b));
  }
});

test('whoever cites a rule, in a test title or a comment, cites one that exists', () => {
  const known = new Set([...rules, ...groups]);
  const unknown = [...inTitles, ...elsewhere].filter(({ rule }) => !known.has(rule));
  expect(
    unknown.map(({ rule, place }) => `${place} cites ${rule}, which shared/SPEC.md does not define`),
  ).toEqual([]);
});

test('every rule is cited by the title of a test', () => {
  const cited = new Set(inTitles.map(({ rule }) => rule));
  const untested = rules.filter((rule) => !cited.has(rule));
  expect(untested.map((rule) => `${rule}: no test title cites it. Write a test or drop the rule.`)).toEqual(
    [],
  );
});

test('citations are found in the forms in which they are written', () => {
  const text = [
    "test('[AD4] [AD5] refused by name', () => {});",
    'it(`[PV1 PB2] seeds`, () => {});',
    '/** Ends by time alone (SPEC HO2): nobody need be alive. See SPEC PV4, PB. */',
    "if (late) fail('CR2', 'off');",
    "const near = ['AD9'][0]; // [AD8] is no title",
  ].join('\n');
  const found = (pattern: RegExp) => findCitations('a.ts', text, pattern).map(({ rule }) => rule);
  expect(found(TITLE_RULES)).toEqual(['AD4', 'AD5', 'PV1', 'PB2']);
  expect(found(COMMENT_RULES)).toEqual(['HO2', 'PV4', 'PB']);
  expect(found(FAILED_RULES)).toEqual(['CR2']);
});

function groupOf(rule: string): string {
  return rule.slice(0, 2);
}

function findCitations(file: string, text: string, pattern: RegExp): Citation[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const line = text.slice(0, match.index).split('\n').length;
    const cited = match[1]?.match(/[A-Z]{2}\d*/g) ?? [];
    return cited.map((rule) => ({ rule, place: `${file}:${line}` }));
  });
}
