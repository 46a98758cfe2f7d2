import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFilmOffset, PLACES_S } from './film-offset.ts';

const FRAME_MS = 1_000 / 30;

describe('the offset of a film', () => {
  it('is found whatever it is, from frames in play and three places', () => {
    fc.assert(
      fc.property(fc.double({ min: -120, max: 120, noNaN: true }), (offsetMs) => {
        const playing = Array.from({ length: 50 }, (_, frame) => frame * FRAME_MS + offsetMs);
        const atRest = PLACES_S.map((placeS) => ({
          playheadMs: placeS * 1_000,
          paintedFrame: Math.floor((placeS * 1_000 - offsetMs) / FRAME_MS),
        }));
        // In the middle between two frames there is no nearer one; what follows is exact either way.
        expect(findFilmOffset(playing, atRest, 30)).toBeCloseTo(offsetMs, 3);
      }),
    );
  });

  it('does not mind a picture that cannot be read, or is not drawn yet', () => {
    const playing = Array.from({ length: 50 }, (_, frame) => frame * FRAME_MS);
    const atRest = [
      { playheadMs: 1_010, paintedFrame: 30 },
      { playheadMs: 2_010, paintedFrame: 59 },
      { playheadMs: 3_010, paintedFrame: 90 },
      { playheadMs: 4_010, paintedFrame: undefined },
    ];
    expect(findFilmOffset(playing, atRest, 30)).toBeCloseTo(0, 6);
  });
});
