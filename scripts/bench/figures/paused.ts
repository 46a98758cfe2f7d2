// Whether everybody looks at the same picture when the film stands. Pure.
import type { PausedPicture } from '../page/film-offset.ts';

export interface PausedMoment {
  readonly actor: number;
  /** Of each member. */
  readonly pictures: readonly PausedPicture[];
}

/** The difference of the painted numbers; null if one of them was not readable. */
export function countFramesApart({ pictures }: PausedMoment): number | null {
  const frames = pictures.map(({ paintedFrame }) => paintedFrame);
  const known = frames.filter((frame) => frame !== undefined);
  return known.length < frames.length ? null : Math.max(...known) - Math.min(...known);
}
