// Compiles every context with the types it really has. A compiler is silent about files no project includes,
// so the check also proves that each source file was in one of them.
import { relative } from 'node:path';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import { type CheckOutcome, reportCheck } from './report-check.ts';
import { runTool } from './run-tool.ts';
import { listSourceFiles } from './source-files.ts';

export const TYPE_PROJECTS = [
  'shared/tsconfig.json',
  'extension/tsconfig.engine.json',
  'extension/tsconfig.json',
  'relay-server/tsconfig.json',
  'scripts/tsconfig.json',
  'tsconfig.check.json',
] as const;

const NO_INPUTS_YET = 'error TS18003';

/** `remembers`: the compiler leaves notes in the tree, by which the next time only what has changed is compiled. */
export async function checkTypes(
  rootDir: string,
  projects: readonly string[],
  { remembers = false }: { readonly remembers?: boolean } = {},
): Promise<CheckOutcome> {
  const runs = await Promise.all(projects.map((project) => compile(rootDir, project, remembers)));
  const compiled = new Set(runs.flatMap((run) => run.files));
  const expected = listSourceFiles(rootDir);
  const isWholeRun = TYPE_PROJECTS.every((project) => projects.includes(project));
  const uncovered = isWholeRun ? expected.filter((file) => !compiled.has(file)) : [];
  return {
    summary: `${expected.length} files, ${projects.length} projects`,
    problems: [
      // A shared file is compiled in several contexts and would repeat its errors.
      ...new Set(runs.flatMap((run) => run.errors)),
      ...uncovered.map((file) => `${file}: no tsconfig includes this file, so nothing checks it.`),
    ],
  };
}

async function compile(
  rootDir: string,
  project: string,
  remembers: boolean,
): Promise<{ files: string[]; errors: string[] }> {
  const notes = `${project}.tsbuildinfo`;
  const memory = remembers ? ['--incremental', '--tsBuildInfoFile', notes] : [];
  const { exitCode, output } = await runTool(
    'tsc',
    ['-p', project, '--listFiles', '--pretty', 'false', ...memory],
    rootDir,
  );
  const lines = output.split('\n').filter((line) => line !== '');
  const files = lines.filter((line) => line.startsWith('/') && !line.includes('): error'));
  const messages = lines.filter((line) => !files.includes(line));
  const isEmpty = messages.some((line) => line.includes(NO_INPUTS_YET));
  const errors = exitCode === 0 || isEmpty ? [] : messages;
  if (exitCode !== 0 && !isEmpty && errors.length === 0)
    errors.push(`${project}: tsc failed without a word.`);
  return { files: files.map((file) => relative(rootDir, file)), errors };
}

if (process.argv[1] === import.meta.filename) {
  reportCheck('types', await checkTypes(REPOSITORY_DIR, TYPE_PROJECTS));
}
