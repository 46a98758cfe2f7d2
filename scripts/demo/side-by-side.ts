// One picture of two windows next to each other.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { findExecutable } from '../setup/find-executable.ts';

const runFile = promisify(execFile);

const GAP_PX = 16;
/** The sample with its heading; the empty page below it says nothing. */
const HEIGHT_PX = 488;

/** Needs ffmpeg, which the sample film needs as well. Browsers differ in the height of their own bars. */
export async function joinSideBySide(left: string, right: string, output: string): Promise<void> {
  const ffmpeg = (await findExecutable('ffmpeg')) ?? 'ffmpeg';
  await mkdir(dirname(output), { recursive: true });
  const filters = [
    `[0:v]crop=iw:'min(ih,${HEIGHT_PX})':0:0,pad=iw+${GAP_PX}:${HEIGHT_PX}:0:0:white[left]`,
    `[1:v]crop=iw:'min(ih,${HEIGHT_PX})':0:0,pad=iw:${HEIGHT_PX}:0:0:white[right]`,
    '[left][right]hstack',
  ];
  const inputs = ['-i', left, '-i', right];
  await runFile(ffmpeg, [
    ...['-hide_banner', '-loglevel', 'error', '-y', ...inputs],
    ...['-filter_complex', filters.join(';'), '-frames:v', '1', output],
  ]);
}
