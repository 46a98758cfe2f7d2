// A film as a server converts it while it is watched: from where it was asked for, without a length and without a way to
// ask for another part of it.
import { spawn } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { findExecutable } from '../setup/find-executable.ts';

/** More than any test watches, and a bounded piece of work, s. */
const LENGTH_S = 40;

export async function convertFilm(response: ServerResponse, film: string, fromS: number): Promise<void> {
  const ffmpeg = await findExecutable('ffmpeg');
  if (ffmpeg === undefined) {
    response
      .writeHead(503, { 'content-type': 'text/plain' })
      .end('Films are converted with ffmpeg: install it.\n');
    return;
  }
  const child = spawn(ffmpeg, writeConversion(film, fromS), { stdio: ['ignore', 'pipe', 'ignore'] });
  response.once('close', () => child.kill());
  response.writeHead(200, { 'content-type': 'video/mp4', 'cache-control': 'no-store' });
  try {
    await pipeline(child.stdout, response);
  } catch (error) {
    // Players drop a source whenever they seek; that is no fault of anybody.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function writeConversion(film: string, fromS: number): string[] {
  return [
    ...['-hide_banner', '-loglevel', 'error', '-ss', String(fromS), '-i', film, '-t', String(LENGTH_S)],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '30', '-c:a', 'aac'],
    ...['-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4', 'pipe:1'],
  ];
}
