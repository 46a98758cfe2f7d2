// Runs one part of `npm test` as a process of its own, so that no part can disturb the next one.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import { ensurePackages } from '../setup/ensure-packages.ts';
import { type Cases, countCases, ONE_FAILED, ONE_PASSED, type VitestReport } from './count-cases.ts';
import type { Part } from './parts.ts';

const REPORT_DIR = join(REPOSITORY_DIR, 'scripts', 'out', 'test');

export type RunOptions = { install: 'when-allowed' | 'never' };

export async function runPart(part: Part, { install }: RunOptions): Promise<Cases> {
  if (part.kind === 'check') {
    return (await run('npm', ['run', '--silent', part.npmScript])) === 0 ? ONE_PASSED : ONE_FAILED;
  }
  if (part.needsBrowsers === 'yes') {
    const ensured = await ensurePackages(['chromium', 'firefox-esr', 'ffmpeg', 'xvfb', 'xdotool'], {
      install,
      say: console.log,
    });
    if (!ensured.ok) {
      console.error(`The browser tests cannot run. ${ensured.reason.advice}`);
      return ONE_FAILED;
    }
  }
  return runVitest(part.name);
}

async function runVitest(project: string): Promise<Cases> {
  const reportFile = join(REPORT_DIR, `${project}.json`);
  mkdirSync(REPORT_DIR, { recursive: true });
  rmSync(reportFile, { force: true });
  const vitest = join(REPOSITORY_DIR, 'node_modules', '.bin', 'vitest');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const exitCode = await run(vitest, ['run', '--project', project, ...reporters]);
  const report = existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : undefined;
  return countCases(report === undefined ? undefined : (JSON.parse(report) as VitestReport), exitCode);
}

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: REPOSITORY_DIR, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
