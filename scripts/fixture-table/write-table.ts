// Puts the table of fixtures into the README.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import { readFlows } from './flow-ledger.ts';
import { formatFixtureTable, listProblems, putTable } from './format-table.ts';

/** Gives how many results there were, with none of which the README stays as it is, and what is wrong with them. */
export function writeFixtureTable(): { readonly count: number; readonly problems: readonly string[] } {
  const results = readFlows();
  if (results.length === 0) return { count: 0, problems: ['no flow was noted'] };
  const readme = join(REPOSITORY_DIR, 'README.md');
  writeFileSync(readme, putTable(readFileSync(readme, 'utf8'), formatFixtureTable(results)));
  // The linter wants tables in columns.
  execFileSync(join(REPOSITORY_DIR, 'node_modules', '.bin', 'biome'), ['format', '--write', readme]);
  return { count: results.length, problems: listProblems(results) };
}
