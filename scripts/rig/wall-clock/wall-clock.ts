// A wall clock of one browser's own, as another computer has it: ahead or behind, and set anew while all is running.
// Linux only, as it is preloaded by the dynamic linker; needs a C compiler.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findExecutable } from '../../setup/find-executable.ts';
import { RigError } from '../rig-error.ts';

const runFile = promisify(execFile);
const SOURCE = fileURLToPath(new URL('./wall-clock.c', import.meta.url));

export interface WallClock {
  /** For the browser's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Takes effect at once in every process that was started with `env`. */
  setAhead(seconds: number): Promise<void>;
  close(): Promise<void>;
}

export async function makeWallClock(aheadSeconds: number): Promise<WallClock> {
  const compiler = await findExecutable('cc');
  if (compiler === undefined) {
    throw new RigError('compiler-missing', 'There is no C compiler.', 'Install the package gcc.');
  }
  const folder = await mkdtemp(join(tmpdir(), 'sameframe-clock-'));
  const library = join(folder, 'wall-clock.so');
  const setting = join(folder, 'ahead');
  const write = async (seconds: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(seconds));
    // In place: the browser has this very file mapped.
    await writeFile(setting, bytes, { flag: 'r+' });
  };
  await writeFile(setting, Buffer.alloc(8));
  await write(aheadSeconds);
  await runFile(compiler, ['-O1', '-shared', '-fPIC', '-nostdlib', '-o', library, SOURCE]);
  return {
    env: { LD_PRELOAD: library, SAMEFRAME_WALL_CLOCK: setting },
    setAhead: write,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
