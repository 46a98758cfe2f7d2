// Runs an installed command line tool and hands back what it said. Knows nothing about any tool.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY_DIR } from '../build/build-extension.ts';

/** `stdout` for what is parsed; `output` is all it said, for people, whose two halves may mix within a line. */
export type ToolRun = { exitCode: number; stdout: string; output: string };

/** `tool` is a name in node_modules/.bin. A tool that fails is a result; a tool that cannot start throws. */
export function runTool(tool: string, args: readonly string[], cwd: string): Promise<ToolRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(REPOSITORY_DIR, 'node_modules', '.bin', tool), args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, stdout, output }));
  });
}
