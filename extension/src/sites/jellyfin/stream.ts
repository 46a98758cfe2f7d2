// PURE. What the address of a source says of a film that comes from Jellyfin. One that is converted on the way begins
// where it was asked to, at the element's second 0; a seek is another source (jellyfin-web, playbackmanager.js).

export interface Stream {
  /** The film. */
  readonly item: string;
  /** It can be sought within what has come of it, and nowhere else. */
  readonly isConverted: boolean;
  /** The film's second at which the element's time begins. */
  readonly offsetS: number;
}

const FILM = /\/videos\/([0-9a-f-]{32,36})\/stream\b/i;
const TICKS_PER_S = 10_000_000;

/** Null for anything else, as pieces that hls.js puts together: those keep the film's time. */
export function readStream(address: string): Stream | null {
  const item = FILM.exec(address)?.[1];
  if (item === undefined) return null;
  const isConverted = !/[?&]static=true/i.test(address);
  const keepsTime = !isConverted || /[?&]copytimestamps=true/i.test(address);
  const ticks = Number(/[?&]starttimeticks=(\d+)/i.exec(address)?.[1] ?? 0);
  return { item, isConverted, offsetS: keepsTime ? 0 : ticks / TICKS_PER_S };
}
