import { expect, test } from 'vitest';
import {
  addCases,
  countCases,
  formatCases,
  listFailures,
  NO_CASES,
  ONE_FAILED,
  type VitestReport,
} from './count-cases.ts';

const report = (counts: Partial<VitestReport>): VitestReport => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...counts,
});

const UNLOADABLE = { name: 'a.test.ts', status: 'failed', message: 'no such\nfile', assertionResults: [] };

test('tests are counted as vitest reports them', () => {
  const counts = report({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
  expect(countCases(counts, 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

test('a file that cannot be loaded, an error outside all tests and a crash each count as a failure', () => {
  const unloadable = report({ numPassedTests: 1, testResults: [UNLOADABLE] });
  expect(countCases(unloadable, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(countCases(report({ numPassedTests: 1 }), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(countCases(undefined, 1)).toEqual(ONE_FAILED);
});

test('what failed is listed by name, with the first line of why', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'works', failureMessages: [] },
    { status: 'failed', fullName: 'adds up', failureMessages: ['expected 3\nat b.test.ts:1'] },
  ];
  const failed = { name: 'b.test.ts', status: 'failed', message: '', assertionResults };
  expect(listFailures(report({ testResults: [UNLOADABLE, failed] }))).toEqual([
    'a.test.ts: no such',
    'b.test.ts > adds up: expected 3',
  ]);
  expect(listFailures(undefined)).toEqual([]);
});

test('the last line adds up', () => {
  const total = addCases(addCases(NO_CASES, ONE_FAILED), { passed: 2, failed: 0, skipped: 3 });
  expect(formatCases(total)).toBe('2 passed, 1 failed, 3 skipped');
});
