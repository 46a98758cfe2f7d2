// Makes the sample film with ffmpeg, once per recipe; a changed recipe has another file name. Several processes may
// ask at the same time: each writes its own file and the last rename wins, with equal content.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import { findExecutable } from '../setup/find-executable.ts';
import { type Film, type Part, SAMPLE, writePartArguments, writeSampleArguments } from './sample-recipe.ts';

const runFile = promisify(execFile);

export const MEDIA_DIR = fileURLToPath(new URL('../out/media/', import.meta.url));

export interface SampleFiles {
  readonly withSound: string;
  /** The same film without an audio track: browsers have other autoplay rules for it. */
  readonly silent: string;
  /** Its first seconds. */
  readonly advert: string;
  /** Without its first seconds. */
  readonly recut: string;
}

export interface SampleFailure {
  readonly code: 'ffmpeg-missing' | 'ffmpeg-failed';
  readonly advice: string;
}

export interface SampleRequest {
  readonly mediaDir?: string;
  readonly film?: Film;
}

export async function makeSample({
  mediaDir = MEDIA_DIR,
  film = SAMPLE,
}: SampleRequest = {}): Promise<Result<SampleFiles, SampleFailure>> {
  const ffmpeg = await findExecutable('ffmpeg');
  const recipe = createHash('sha256')
    .update(JSON.stringify(writeSampleArguments('', true, film)))
    .digest('hex')
    .slice(0, 8);
  const files = {
    withSound: join(mediaDir, `sample-${recipe}.mp4`),
    silent: join(mediaDir, `sample-${recipe}-silent.mp4`),
    advert: join(mediaDir, `sample-${recipe}-advert.mp4`),
    recut: join(mediaDir, `sample-${recipe}-recut.mp4`),
  };
  const areThere = await Promise.all(Object.values(files).map(isThere));
  if (areThere.every(Boolean)) return succeed(files);
  if (ffmpeg === undefined) {
    return fail({
      code: 'ffmpeg-missing',
      advice: 'The sample film is made with ffmpeg: install the package ffmpeg.',
    });
  }
  try {
    await mkdir(mediaDir, { recursive: true });
    const canDrawText = (await runFile(ffmpeg, ['-hide_banner', '-filters'])).stdout.includes(' drawtext ');
    await makeFile(ffmpeg, files.withSound, (output) => writeSampleArguments(output, canDrawText, film));
    for (const part of ['silent', 'advert', 'recut'] satisfies Part[]) {
      await makeFile(ffmpeg, files[part], (output) => writePartArguments(part, files.withSound, output));
    }
    return succeed(files);
  } catch (error) {
    return fail({ code: 'ffmpeg-failed', advice: `ffmpeg could not make the sample film: ${String(error)}` });
  }
}

async function makeFile(
  ffmpeg: string,
  path: string,
  writeArguments: (output: string) => string[],
): Promise<void> {
  const unfinished = path.replace(/\.mp4$/, `.${process.pid}.part.mp4`);
  try {
    await runFile(ffmpeg, writeArguments(unfinished));
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
