// A film with a piece missing in its middle, as a broken stream has it: a player has to find its way over that by itself.

/** From a playlist of pieces of 4 s; `piece` counts from 0. Other playlists stay as they are. */
export function digHole(playlist: string, piece: number): string {
  let count = 0;
  return playlist.replaceAll(/^#EXTINF:/gm, (line) => {
    const isMissing = count === piece;
    count += 1;
    return isMissing ? `#EXT-X-GAP\n${line}` : line;
  });
}
