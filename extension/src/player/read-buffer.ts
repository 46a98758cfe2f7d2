// How much of the media is loaded ahead of the playhead. For display alone: the engine goes by readyState.

/** The part of HTMLMediaElement that is read here. */
export interface BufferedLike {
  readonly currentTime: number;
  readonly buffered: {
    readonly length: number;
    start(index: number): number;
    end(index: number): number;
  };
}

/** Players leave tiny gaps between segments and the browsers play over them, s (MSE: a fudge room of 0.1). */
const GAP_S = 0.1;

/** Seconds from the playhead to the end of what is loaded in one piece; 0 where nothing is. */
export function readBufferedAheadS({ buffered, currentTime }: BufferedLike): number {
  let end = currentTime;
  for (let index = 0; index < buffered.length; index += 1) {
    if (buffered.start(index) <= end + GAP_S && buffered.end(index) > end) end = buffered.end(index);
  }
  return end - currentTime;
}
