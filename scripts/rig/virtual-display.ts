// An X server that draws into memory, for what browsers do only in a real window (permission prompts, picture in
// picture). One per browser: two on one display would fight over the keyboard.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { RigError } from './rig-error.ts';

export interface VirtualDisplay {
  /** Such as `:99`. */
  readonly name: string;
  close(): Promise<void>;
}

export async function startVirtualDisplay(size = { width: 1280, height: 1000 }): Promise<VirtualDisplay> {
  const screen = `${size.width}x${size.height}x24`;
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const close = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill();
    await once(server, 'exit');
  };
  try {
    return { name: `:${await readDisplayNumber(server.stdio[3] as Readable, once(server, 'exit'))}`, close };
  } catch (error) {
    throw new RigError('display-missing', 'Xvfb did not start.', 'Install the package xvfb.', error);
  }
}

async function readDisplayNumber(from: Readable, ended: Promise<unknown[]>): Promise<number> {
  const failed = ended.then(() => {
    throw new Error('Xvfb ended before it named its display');
  });
  const [chunk] = await Promise.race([once(from, 'data'), failed]);
  return Number(String(chunk).trim());
}
