// The table of fixtures, browsers and flows, from what the tests noted. Pure.
import { FLOWS, type FlowResult } from './flow-ledger.ts';

const BROWSERS = ['chromium', 'firefox'] as const;
const BEGIN = '<!-- fixtures: written by npm run table:fixtures -->';
const END = '<!-- /fixtures -->';

/**
 * One row for each fixture, one column for each flow that ran anywhere; in a cell Chromium first, then Firefox. Below it,
 * how many acts were judged.
 */
export function formatFixtureTable(results: readonly FlowResult[]): string {
  const fixtures = [...new Set(results.map(({ fixture }) => fixture))].sort();
  const flows = FLOWS.filter((flow) => results.some((result) => result.flow === flow));
  const cell = (fixture: string, flow: string) => {
    const signs = BROWSERS.map((browser) =>
      signOf(results.filter((r) => r.fixture === fixture && r.flow === flow && r.browser === browser)),
    );
    return signs.every((sign) => sign === '·') ? '' : signs.join(' ');
  };
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['fixture', ...flows]),
    row(['---', ...flows.map(() => '---')]),
    ...fixtures.map((fixture) => row([fixture, ...flows.map((flow) => cell(fixture, flow))])),
    ...countActs(results),
  ].join('\n');
}

/** Of a case that ran more than once, what it came to last. */
function countActs(results: readonly FlowResult[]): readonly string[] {
  const last = new Map(
    results.flatMap(({ fixture, browser, acts }) =>
      acts === undefined ? [] : [[`${fixture} ${acts.at} ${browser}`, acts] as const],
    ),
  );
  if (last.size === 0) return [];
  const sum = (of: 'count' | 'right') => [...last.values()].reduce((total, acts) => total + acts[of], 0);
  return ['', `_Who did it_: ${sum('count')} scripted acts were judged, ${sum('right')} of them rightly.`];
}

/** What failed once has failed; `·` where it did not run. */
function signOf(results: readonly FlowResult[]): '✓' | '✗' | '·' {
  if (results.length === 0) return '·';
  return results.every(({ isPassed }) => isPassed) ? '✓' : '✗';
}

/** Throws if the text has no place for a table. */
export function putTable(text: string, table: string): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`the text needs the lines “${BEGIN}” and “${END}”`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${text.slice(end)}`;
}
