// The table of fixtures, browsers and flows, from what the tests noted. Pure.
import { FLOWS, type Flow, type FlowResult } from './flow-ledger.ts';

const BROWSERS = ['chromium', 'firefox'] as const;
const NAMES = { chromium: 'Chromium', firefox: 'Firefox' } as const;
const BEGIN = '<!-- fixtures: written by npm run table:fixtures -->';
const END = '<!-- /fixtures -->';

/**
 * One row for each fixture, one column for each flow that ran anywhere; in a cell Chromium first, then Firefox. Below it,
 * how many acts were judged.
 */
export function formatFixtureTable(results: readonly FlowResult[]): string {
  const fixtures = fixturesOf(results);
  const flows = FLOWS.filter((flow) => results.some((result) => result.flow === flow));
  const cell = (fixture: string, flow: Flow) => {
    const signs = BROWSERS.map((browser) => signOf(results, { fixture, flow, browser }));
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
  const cutShort = listProblems(results.filter(({ flow }) => flow === 'who did it'));
  const rest = cutShort.length === 0 ? '.' : `; not all that were to be: ${cutShort.join('; ')}.`;
  return [
    '',
    `_Who did it_: ${sum('count')} scripted acts were judged, ${sum('right')} of them rightly${rest}`,
  ];
}

/** What a run that meets every fixture in both browsers must not leave: flows that failed, or that one browser has not met. */
export function listProblems(results: readonly FlowResult[]): readonly string[] {
  const problemsOf = (fixture: string, flow: Flow) => {
    const signs = BROWSERS.map(
      (browser) => [NAMES[browser], signOf(results, { fixture, flow, browser })] as const,
    );
    if (signs.every(([, sign]) => sign === '·')) return [];
    return signs.flatMap(([name, sign]) => {
      if (sign === '✓') return [];
      return [`${fixture}, ${flow}: ${sign === '✗' ? 'failed' : 'did not run'} in ${name}`];
    });
  };
  return fixturesOf(results).flatMap((fixture) => FLOWS.flatMap((flow) => problemsOf(fixture, flow)));
}

function fixturesOf(results: readonly FlowResult[]): readonly string[] {
  return [...new Set(results.map(({ fixture }) => fixture))].sort();
}

/** What failed once has failed; `·` where it did not run. */
function signOf(
  results: readonly FlowResult[],
  { fixture, flow, browser }: Pick<FlowResult, 'fixture' | 'flow' | 'browser'>,
): '✓' | '✗' | '·' {
  const met = results.filter((r) => r.fixture === fixture && r.flow === flow && r.browser === browser);
  if (met.length === 0) return '·';
  return met.every(({ isPassed }) => isPassed) ? '✓' : '✗';
}

/** Throws if the text has no place for a table. */
export function putTable(text: string, table: string): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`the text needs the lines “${BEGIN}” and “${END}”`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${text.slice(end)}`;
}
