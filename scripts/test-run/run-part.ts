// Runs one part of `npm test` as a process of its own, so that no part can disturb the next one.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import { ensurePackages } from '../setup/ensure-packages.ts';
import {
  type Cases,
  countCases,
  listFailures,
  ONE_FAILED,
  ONE_PASSED,
  type VitestReport,
} from './count-cases.ts';
import type { Part } from './parts.ts';

const REPORT_DIR = join(REPOSITORY_DIR, 'scripts', 'out', 'test');

/** `output`: of a part that runs beside others, to be shown in one piece. */
export type PartResult = { cases: Cases; failures: readonly string[]; output?: string | undefined };
export type RunOptions = { install: 'when-allowed' | 'never' };

export async function runPart(part: Part, { install }: RunOptions): Promise<PartResult> {
  if (part.kind === 'check') {
    const { exitCode, output } = await runQuietly('npm', ['run', '--silent', part.npmScript]);
    if (exitCode === 0) return { cases: ONE_PASSED, failures: [], output };
    return { ...failedWhole(`${part.name}: see its output above`), output };
  }
  const ensured = await ensurePackages(part.needs, { install, say: console.log });
  if (!ensured.ok) return failedWhole(`${part.name}: cannot run. ${ensured.reason.advice}`);
  return runVitest(part);
}

function failedWhole(failure: string): PartResult {
  return { cases: ONE_FAILED, failures: [failure] };
}

async function runVitest({ name, mostlyWaits }: Part & { kind: 'vitest' }): Promise<PartResult> {
  const reportFile = join(REPORT_DIR, `${name}.json`);
  mkdirSync(REPORT_DIR, { recursive: true });
  rmSync(reportFile, { force: true });
  const vitest = join(REPOSITORY_DIR, 'node_modules', '.bin', 'vitest');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const args = ['run', '--project', name, ...reporters];
  const { exitCode, output } = mostlyWaits
    ? await runQuietly(vitest, args)
    : { exitCode: await run(vitest, args) };
  const report = existsSync(reportFile)
    ? (JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport)
    : undefined;
  return { cases: countCases(report, exitCode), failures: listFailures(report), output };
}

async function runQuietly(command: string, args: readonly string[]) {
  const child = spawn(command, args, { cwd: REPOSITORY_DIR, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  return { exitCode, output };
}

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: REPOSITORY_DIR, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
