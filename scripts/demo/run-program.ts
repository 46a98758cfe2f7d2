// A program that runs next to us for as long as we do, with all that it starts itself: none of it outlives us.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import type { Closable } from './cleanup.ts';
import { signalGroup } from './signal-group.ts';

export interface RunningProgram extends Closable {
  /** Resolves when the program itself has ended. */
  readonly ended: Promise<void>;
}

export interface ProgramOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Whom SIGTERM goes to: a program that ends its children by itself is told alone, so that they are not told
   * twice; one that leaves them behind is told together with them.
   */
  readonly tell: 'program' | 'whole-group';
}

const POLITE_END_MS = 6_000;

/** What it writes goes to our own output; it hears neither the keyboard nor its Ctrl-C. */
export function runProgram(
  command: string,
  args: readonly string[],
  { environment = {}, tell }: ProgramOptions,
): RunningProgram {
  const child = spawn(command, args, {
    cwd: REPOSITORY_DIR,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
    detached: process.platform !== 'win32',
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', ({ message }) => {
      console.error(`${command} could not be run: ${message}`);
      resolve();
    });
  });
  const tellGroup = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined) signalGroup(child.pid, signal);
  };
  return {
    ended,
    close: async () => {
      if (tell === 'program') child.kill('SIGTERM');
      else tellGroup('SIGTERM');
      await Promise.race([ended, pause(POLITE_END_MS, undefined, { ref: false })]);
      // Whatever is left of the group, the program itself included.
      tellGroup('SIGKILL');
    },
    kill: () => tellGroup('SIGKILL'),
  };
}
