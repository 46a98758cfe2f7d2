// Keeps files short and bundles light. The numbers live in scripts/size-budget.json; whoever needs more
// raises them there, in the change that needs it, with a reason.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BuildError } from '../build/build-error.ts';
import { buildExtension, REPOSITORY_DIR } from '../build/build-extension.ts';
import { type CheckOutcome, reportCheck } from './report-check.ts';
import { isTestFile, listSourceFiles } from './source-files.ts';

export type SizeBudget = {
  lines: { source: number; test: number };
  /** Exceptions to `lines`, each with the reason why the file is better whole. */
  moreLinesFor: Record<string, { lines: number; reason: string }>;
  /** `FOLDER/*.js`: each file in it. */
  gzipBytes: Record<string, number>;
};

export function checkLines(rootDir: string, budget: SizeBudget): CheckOutcome {
  const files = listSourceFiles(rootDir).map((path) => ({ path, lines: countLines(join(rootDir, path)) }));
  const sources = files.filter(({ path }) => !isTestFile(path)).map(({ lines }) => lines);
  const tooLong = files.flatMap(({ path, lines }) => {
    const exception = budget.moreLinesFor[path];
    const most = exception?.lines ?? (isTestFile(path) ? budget.lines.test : budget.lines.source);
    return lines > most ? [`${path}: ${lines} lines, at most ${most}. Split it by responsibility.`] : [];
  });
  const stale = Object.keys(budget.moreLinesFor)
    .filter((path) => !files.some((file) => file.path === path))
    .map((path) => `scripts/size-budget.json: ${path} no longer exists.`);
  const longest = sources.length > 0 ? Math.max(...sources) : 0;
  return {
    summary: `${files.length} files, lines per source file: median ${quantile(sources, 0.5)}, p90 ${quantile(sources, 0.9)}, longest ${longest}`,
    problems: [...tooLong, ...stale],
  };
}

export function checkBundles(builtDir: string, budget: SizeBudget): CheckOutcome {
  const bundles = listBudgets(builtDir, budget).map(({ file, ...rest }) => {
    const bytes = gzipSync(readFileSync(join(builtDir, file)), { level: 9 }).length;
    return { file, ...rest, bytes };
  });
  const budgeted = bundles.map(({ file }) => file);
  return {
    summary: bundles.map(({ file, bytes, most }) => `${file} ${inKb(bytes)} of ${inKb(most)}`).join(', '),
    problems: bundles
      .filter(({ bytes, most }) => bytes > most)
      .map(({ file, bytes, most }) => `${file}: ${bytes} bytes gzipped, at most ${most}.`)
      .concat(
        listScripts(builtDir)
          .filter((file) => !budgeted.includes(file))
          .map((file) => `${file}: no budget. Give it one in scripts/size-budget.json.`),
      ),
  };
}

/** The files of a build that a budget is for. */
export function listBudgets(builtDir: string, budget: SizeBudget): { file: string; most: number }[] {
  return Object.entries(budget.gzipBytes).flatMap(([name, most]) => {
    const files = name.endsWith('/*.js')
      ? listScripts(builtDir).filter((file) => dirname(file) === dirname(name))
      : [name];
    return files.map((file) => ({ file, most }));
  });
}

function listScripts(builtDir: string): string[] {
  const files = readdirSync(builtDir, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.js')).sort();
}

/** Measures a release build: it is what people download. */
async function checkShippedBundles(budget: SizeBudget): Promise<CheckOutcome> {
  const outDir = mkdtempSync(join(tmpdir(), 'sameframe-size-'));
  try {
    const request = {
      browser: 'chrome',
      mode: 'release',
      relayUrl: 'https://relay.example.org',
      outDir,
    } as const;
    return checkBundles(await buildExtension(request), budget);
  } catch (error) {
    if (error instanceof BuildError) return { summary: 'not built', problems: [error.message] };
    throw error;
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

function countLines(file: string): number {
  return readFileSync(file, 'utf8').trimEnd().split('\n').length;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function inKb(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

if (process.argv[1] === import.meta.filename) {
  const budget = JSON.parse(
    readFileSync(join(REPOSITORY_DIR, 'scripts', 'size-budget.json'), 'utf8'),
  ) as SizeBudget;
  reportCheck('lines', checkLines(REPOSITORY_DIR, budget));
  reportCheck('bundles', await checkShippedBundles(budget));
}
