import { describe, expect, it } from 'vitest';
import { writeLivePlaylist } from './live-playlist.ts';

const STREAM = { startedAtMs: Date.UTC(2026, 0, 1), pieceS: 4, pieceCount: 75 };
const at = (seconds: number) => writeLivePlaylist(STREAM, STREAM.startedAtMs + seconds * 1_000);
const piecesOf = (playlist: string) =>
  [...playlist.matchAll(/stream0-(\d+)/g)].map(([, piece]) => Number(piece));

describe('the live playlist', () => {
  it('has a piece once it is over, with when it was', () => {
    expect(piecesOf(at(3.9))).toEqual([]);
    expect(piecesOf(at(8))).toEqual([1, 2]);
    expect(at(8)).toContain('#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:04.000Z');
  });

  it('slides, and says by how much', () => {
    expect(piecesOf(at(60))).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(at(60)).toContain('#EXT-X-MEDIA-SEQUENCE:5\n');
  });

  it('begins the film again where it ends', () => {
    expect(piecesOf(at(308))).toEqual([68, 69, 70, 71, 72, 73, 74, 75, 1, 2]);
    expect(at(308).split('#EXT-X-DISCONTINUITY\n')).toHaveLength(2);
    expect(at(308)).toContain('#EXT-X-DISCONTINUITY-SEQUENCE:1\n');
    expect(at(360)).toContain('#EXT-X-DISCONTINUITY-SEQUENCE:2\n');
  });
});
