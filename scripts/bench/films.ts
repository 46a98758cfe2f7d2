// The films that are measured with: the sample, and where an error is put in on purpose, a second one whose pictures
// come later than their times say. The product cannot know, a viewer would see it, and so must the bench.
import { execFile } from 'node:child_process';
import { access, rename } from 'node:fs/promises';
import { promisify } from 'node:util';
import { makeSample } from '../playground/make-sample.ts';
import { SAMPLE } from '../playground/sample-recipe.ts';

/** The painted numbers count no further at 60 frames a second. */
const LONG_ENOUGH_SECONDS = 240;

export const TRUE_FILM = 'film.mp4';
export const WRONG_FILM = 'wrong.mp4';

export interface FilmRequest {
  readonly framesPerSecond: number;
  /** How late the wrong film's pictures are. */
  readonly errorMs: number;
}

/** Paths by name; the wrong film is there only if an error was asked for. */
export async function makeFilms({
  framesPerSecond,
  errorMs,
}: FilmRequest): Promise<ReadonlyMap<string, string>> {
  const isSample = framesPerSecond === SAMPLE.framesPerSecond;
  const film = isSample ? SAMPLE : { ...SAMPLE, framesPerSecond, durationSeconds: LONG_ENOUGH_SECONDS };
  const sample = await makeSample({ film });
  if (!sample.ok) throw new Error(sample.reason.advice);
  const films = new Map([[TRUE_FILM, sample.value.withSound]]);
  if (errorMs !== 0) films.set(WRONG_FILM, await makeLate(sample.value.withSound, errorMs));
  return films;
}

async function makeLate(film: string, errorMs: number): Promise<string> {
  const late = film.replace(/\.mp4$/, `-late-${errorMs}.mp4`);
  const isThere = await access(late).then(
    () => true,
    () => false,
  );
  if (isThere) return late;
  const unfinished = late.replace(/\.mp4$/, `.${process.pid}.part.mp4`);
  await promisify(execFile)('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...['-itsoffset', String(errorMs / 1_000), '-i', film],
    ...['-c', 'copy', '-movflags', '+faststart', unfinished],
  ]);
  await rename(unfinished, late);
  return late;
}
