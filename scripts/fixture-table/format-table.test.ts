import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type FlowResult, forgetFlows, noteFlow, readFlows } from './flow-ledger.ts';
import { formatFixtureTable, listProblems, putTable } from './format-table.ts';

const RESULTS: readonly FlowResult[] = [
  { run: '1', fixture: 'plyr', browser: 'firefox', flow: 'own controls', isPassed: true },
  { run: '2', fixture: 'plyr', browser: 'chromium', flow: 'own controls', isPassed: true },
  { run: '3', fixture: 'plain', browser: 'chromium', flow: 'found', isPassed: true },
  { run: '4', fixture: 'plain', browser: 'firefox', flow: 'found', isPassed: false },
  { run: '5', fixture: 'plain', browser: 'firefox', flow: 'found', isPassed: true },
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
    run: `${browser} ${at} ${right}`,
    fixture: 'plain',
    browser,
    flow: 'who did it',
    isPassed: right === 20,
    acts: { at, count: 20, right },
  });
  const results = [judged('firefox', '/a', 19), judged('firefox', '/b', 20), judged('chromium', '/a', 20)];
  expect(formatFixtureTable(results)).toMatch(
    /\n\n_Who did it_: 60 scripted acts were judged, 59 of them rightly; not all that were to be: plain, who did it: failed in Firefox\.$/,
  );
  const rightly = results.slice(1);
  expect(formatFixtureTable(rightly)).toMatch(/40 scripted acts were judged, 40 of them rightly\.$/);
  // Neither were those of a page that one browser has not met.
  expect(formatFixtureTable([...rightly, { ...judged('firefox', '/a', 20), fixture: 'plyr' }])).toMatch(
    /60 of them rightly; not all that were to be: plyr, who did it: did not run in Chromium\.$/,
  );
  expect(formatFixtureTable([...results, judged('firefox', '/a', 20)])).toContain('60 of them rightly');
  expect(formatFixtureTable(RESULTS)).not.toContain('Who did it');
});

test('a flow that failed, or that one browser alone has met, is a problem; one that neither has to meet is none', () => {
  expect(listProblems(RESULTS)).toEqual(['plain, found: failed in Firefox']);
  expect(listProblems(RESULTS.slice(0, 1))).toEqual(['plyr, own controls: did not run in Chromium']);
  expect(listProblems(RESULTS.slice(0, 3))).toEqual(['plain, found: did not run in Firefox']);
  expect(listProblems(RESULTS.slice(0, 2))).toEqual([]);
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
    // As it begins, and as it ends, which of one whose process died is missing.
    const begun = RESULTS.map((result) => ({ ...result, isPassed: false }));
    forgetFlows(file);
    for (const result of [...begun, ...RESULTS.slice(1)]) noteFlow(result, file);
    expect(readFlows(file)).toEqual([...begun.slice(0, 1), ...RESULTS.slice(1)]);
    forgetFlows(file);
    expect(readFlows(file)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
