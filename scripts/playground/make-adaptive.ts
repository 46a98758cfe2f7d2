// Cuts the sample film into pieces in two qualities, once: the same pieces for HLS and for DASH.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import { findExecutable } from '../setup/find-executable.ts';
import type { SampleFailure } from './make-sample.ts';

const runFile = promisify(execFile);

/** Gives the folder with `manifest.mpd` and `master.m3u8`, beside the film; a changed recipe has another name. */
export async function makeAdaptive(film: string): Promise<Result<string, SampleFailure>> {
  const recipe = createHash('sha256')
    .update(JSON.stringify(writeAdaptiveArguments('', '')))
    .digest('hex')
    .slice(0, 8);
  const folder = film.replace(/\.mp4$/, `-${recipe}`);
  try {
    await access(join(folder, 'manifest.mpd'));
    return succeed(folder);
  } catch {
    // Not made yet.
  }
  const ffmpeg = await findExecutable('ffmpeg');
  if (ffmpeg === undefined) {
    return fail({ code: 'ffmpeg-missing', advice: 'The sample film is cut with ffmpeg: install it.' });
  }
  const unfinished = `${folder}.${process.pid}.part`;
  try {
    await mkdir(unfinished, { recursive: true });
    await runFile(ffmpeg, writeAdaptiveArguments(film, join(unfinished, 'manifest.mpd')));
    // Another process may have been faster: its pieces are as good.
    await rename(unfinished, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return succeed(folder);
  } catch (error) {
    return fail({ code: 'ffmpeg-failed', advice: `ffmpeg could not cut the sample film: ${String(error)}` });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** The film as it is, and a quarter of the picture. */
function writeAdaptiveArguments(film: string, manifest: string): string[] {
  return [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-i', film],
    ...['-map', '0:v', '-map', '0:v', '-map', '0:a', '-c:a', 'copy', '-c:v:0', 'copy'],
    ...['-c:v:1', 'libx264', '-preset:v:1', 'ultrafast', '-s:v:1', '320x180', '-b:v:1', '150k'],
    ...['-g:v:1', '30', '-keyint_min:v:1', '30', '-sc_threshold:v:1', '0'],
    ...['-f', 'dash', '-seg_duration', '4', '-hls_playlist', '1'],
    ...['-adaptation_sets', 'id=0,streams=v id=1,streams=a', manifest],
  ];
}
