import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type FlowResult, forgetFlows, noteFlow, readFlows } from './flow-ledger.ts';
import { formatFixtureTable, putTable } from './format-table.ts';

const RESULTS: readonly FlowResult[] = [
  { fixture: 'plyr', browser: 'firefox', flow: 'own controls', isPassed: true },
  { fixture: 'plyr', browser: 'chromium', flow: 'own controls', isPassed: true },
  { fixture: 'plain', browser: 'chromium', flow: 'found', isPassed: true },
  { fixture: 'plain', browser: 'firefox', flow: 'found', isPassed: false },
  { fixture: 'plain', browser: 'firefox', flow: 'found', isPassed: true },
];

test('the table has a row for each fixture and tells what failed once, and what did not run', () => {
  expect(formatFixtureTable(RESULTS)).toBe(
    [
      '| fixture | found | own controls |',
      '| --- | --- | --- |',
      '| plain | ✓ ✗ |  |',
      '| plyr |  | ✓ ✓ |',
    ].join('\n'),
  );
  expect(formatFixtureTable(RESULTS.slice(0, 1))).toContain('| plyr | · ✓ |');
});

test('below it is how many acts were judged, each case as it came out last', () => {
  const judged = (browser: FlowResult['browser'], at: string, right: number): FlowResult => ({
    fixture: 'plain',
    browser,
    flow: 'who did it',
    isPassed: right === 20,
    acts: { at, count: 20, right },
  });
  const results = [judged('firefox', '/a', 19), judged('firefox', '/b', 20), judged('chromium', '/a', 20)];
  expect(formatFixtureTable(results)).toMatch(
    /\n\n_Who did it_: 60 scripted acts were judged, 59 of them rightly\.$/,
  );
  expect(formatFixtureTable([...results, judged('firefox', '/a', 20)])).toContain('60 of them rightly');
  expect(formatFixtureTable(RESULTS)).not.toContain('Who did it');
});

test('it goes between its marks and replaces what was there', () => {
  const text = 'before\n<!-- fixtures: written by npm run table:fixtures -->\nold\n<!-- /fixtures -->\nafter';
  const once = putTable(text, 'TABLE');
  expect(once).toContain('-->\n\nTABLE\n\n<!-- /fixtures -->\nafter');
  expect(once).not.toContain('old');
  expect(putTable(once, 'TABLE')).toBe(once);
  expect(() => putTable('no marks', 'TABLE')).toThrow(/needs the lines/);
});

test('what was noted is read again, and forgotten when it is to be', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sameframe-flows-'));
  const file = join(folder, 'test', 'flows.jsonl');
  try {
    for (const result of RESULTS) noteFlow(result, file);
    expect(readFlows(file)).toEqual(RESULTS);
    forgetFlows(file);
    expect(readFlows(file)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
