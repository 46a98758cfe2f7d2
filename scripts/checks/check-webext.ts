// Runs the stores' linter on what we would hand in: the release build of both browsers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildError } from '../build/build-error.ts';
import { buildExtension, REPOSITORY_DIR } from '../build/build-extension.ts';
import { BROWSERS, type Browser } from '../build/manifest.ts';
import { type CheckOutcome, reportCheck } from './report-check.ts';
import { runTool } from './run-tool.ts';

type Finding = { code: string; message: string; file?: string; line?: number };
type LintReport = { errors: Finding[]; warnings: Finding[]; notices: Finding[] };

// The linter is Firefox's and warns about the one key Chrome cannot do without.
const UNAVOIDABLE: Record<Browser, readonly string[]> = {
  chrome: ['BACKGROUND_SERVICE_WORKER_IGNORED'],
  firefox: [],
};

export async function lintBuild(builtDir: string, browser: Browser): Promise<CheckOutcome> {
  const args = ['lint', '--source-dir', builtDir, '--output', 'json', '--no-config-discovery'];
  const { stdout, output } = await runTool('web-ext', args, REPOSITORY_DIR);
  const json = stdout.split('\n').find((line) => line.startsWith('{"count"'));
  if (json === undefined) return { summary: 'web-ext lint gave no report', problems: [output] };
  const { errors, warnings, notices } = JSON.parse(json) as LintReport;
  const findings = [...errors, ...warnings, ...notices];
  const avoidable = findings.filter(({ code }) => !UNAVOIDABLE[browser].includes(code));
  const unavoidable = findings.length - avoidable.length;
  return {
    summary: `${avoidable.length} errors, warnings and notices${unavoidable > 0 ? `, ${unavoidable} unavoidable (${UNAVOIDABLE[browser].join()})` : ''}`,
    problems: avoidable.map(
      ({ code, message, file, line }) => `${file ?? 'manifest.json'}:${line ?? 1} ${code}: ${message}`,
    ),
  };
}

async function buildAndLint(browser: Browser): Promise<CheckOutcome> {
  const outDir = mkdtempSync(join(tmpdir(), 'sameframe-lint-'));
  try {
    await buildExtension({ browser, mode: 'release', relayUrl: 'https://relay.example.org', outDir });
    return await lintBuild(outDir, browser);
  } catch (error) {
    if (error instanceof BuildError) return { summary: 'not built', problems: [error.message] };
    throw error;
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const browser of BROWSERS) reportCheck(`web-ext lint, ${browser}`, await buildAndLint(browser));
}
