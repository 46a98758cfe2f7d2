// A browser whose wall clock is wrong by so much, as a machine of somebody else. Linux only, and with a C compiler: the
// shim is compiled at need, once per version of its source.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import { findExecutable } from '../../setup/find-executable.ts';

const SOURCE = join(import.meta.dirname, 'shift-wall-clock.c');
const OUT_DIR = join(import.meta.dirname, '..', '..', 'out', 'wall-clock');

export interface NoShift {
  readonly advice: string;
}

/** The environment to launch a browser in. */
export async function shiftWallClock(shiftMs: number): Promise<Result<Record<string, string>, NoShift>> {
  if (process.platform !== 'linux') return fail({ advice: 'Wall clocks can be shifted on Linux only.' });
  const compiler = await findExecutable('cc');
  if (compiler === undefined) {
    return fail({ advice: 'To shift a wall clock a C compiler is needed: install the package gcc.' });
  }
  return succeed({ LD_PRELOAD: await compile(compiler), WALL_CLOCK_SHIFT_MS: String(shiftMs) });
}

async function compile(compiler: string): Promise<string> {
  const version = createHash('sha256')
    .update(await readFile(SOURCE))
    .digest('hex')
    .slice(0, 8);
  const library = join(OUT_DIR, `shift-wall-clock-${version}.so`);
  const isThere = await access(library).then(
    () => true,
    () => false,
  );
  if (isThere) return library;
  await mkdir(OUT_DIR, { recursive: true });
  const unfinished = `${library}.${process.pid}.part`;
  await promisify(execFile)(compiler, ['-shared', '-fPIC', '-O2', '-o', unfinished, SOURCE, '-ldl']);
  await rename(unfinished, library);
  return library;
}
