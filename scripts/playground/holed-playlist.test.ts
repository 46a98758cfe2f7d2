import { expect, test } from 'vitest';
import { digHole } from './holed-playlist.ts';

test('one piece of a playlist is missing, and nothing else of it changes', () => {
  const playlist = ['#EXTM3U', '#EXTINF:4.0,', 'a.m4s', '#EXTINF:4.0,', 'b.m4s', '#EXT-X-ENDLIST'].join('\n');
  expect(digHole(playlist, 1)).toBe(
    ['#EXTM3U', '#EXTINF:4.0,', 'a.m4s', '#EXT-X-GAP', '#EXTINF:4.0,', 'b.m4s', '#EXT-X-ENDLIST'].join('\n'),
  );
  expect(digHole(playlist, 7)).toBe(playlist);
});
