// A live stream out of the film's pieces, for ever from its beginning again: each piece is there once its last frame is
// past, and gone some pieces later. Which pieces are there is a matter of the clock alone, so every viewer has the same.

export interface LiveStream {
  /** When the first frame of the first piece was taken, ms since the epoch. */
  readonly startedAtMs: number;
  readonly pieceS: number;
  readonly pieceCount: number;
}

/** Pieces in the playlist. */
const WINDOW = 10;
const INIT = 'init-stream0.m4s';

export function writeLivePlaylist({ startedAtMs, pieceS, pieceCount }: LiveStream, nowMs: number): string {
  const finished = Math.floor((nowMs - startedAtMs) / (1_000 * pieceS));
  const first = Math.max(0, finished - WINDOW);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${pieceS}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.ceil(first / pieceCount)}`,
    `#EXT-X-MAP:URI="${INIT}"`,
  ];
  for (let piece = first; piece < finished; piece += 1) {
    const isNewRound = piece > 0 && piece % pieceCount === 0;
    if (isNewRound) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(startedAtMs + piece * pieceS * 1_000).toISOString()}`,
      `#EXTINF:${pieceS.toFixed(3)},`,
      `chunk-stream0-${String((piece % pieceCount) + 1).padStart(5, '0')}.m4s`,
    );
  }
  return `${lines.join('\n')}\n`;
}
