import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ElementId } from '../engine/observation.ts';
import { type FilmTime, PLAIN_FILM_TIME, toFilm, toOwn, withInsert } from './film-time.ts';
import { mapVideo } from './mapped-video.ts';
import { readFacts } from './read-facts.ts';
import type { VideoLike } from './video-like.ts';

const anyTime = fc
  .record({
    shiftS: fc.double({ min: -100, max: 100, noNaN: true }),
    inserts: fc.array(
      fc.record({ atS: fc.integer({ min: 0, max: 3_000 }), lengthS: fc.integer({ min: 1, max: 90 }) }),
    ),
  })
  .map(({ shiftS, inserts }) => inserts.reduce<FilmTime>(withInsert, { ...PLAIN_FILM_TIME, shiftS }));

describe('film time', () => {
  it('[TM1] leaves the film where nothing was put in and nothing shifted', () => {
    expect(toFilm(PLAIN_FILM_TIME, 12.5)).toBe(12.5);
    expect(toOwn(PLAIN_FILM_TIME, 12.5)).toBe(12.5);
  });

  it('[TM1] stands still in an advert and goes on after it', () => {
    const time = withInsert(PLAIN_FILM_TIME, { atS: 60, lengthS: 30 });
    expect([59, 60, 75, 90, 100].map((ownS) => toFilm(time, ownS))).toEqual([59, 60, 60, 60, 70]);
    expect([59, 60, 70].map((filmS) => toOwn(time, filmS))).toEqual([59, 90, 100]);
  });

  it('[TM1] a pre-roll and a shift add up', () => {
    const time = withInsert({ ...PLAIN_FILM_TIME, shiftS: 2 }, { atS: 0, lengthS: 15 });
    expect(toOwn(time, 0)).toBe(17);
    expect(toFilm(time, 17)).toBe(0);
  });

  it('[TM6] says where in the film a shifted copy begins', () => {
    const video = { currentTime: 7, duration: 600 } as VideoLike;
    const facts = readFacts(
      mapVideo(video, () => ({ ...PLAIN_FILM_TIME, shiftS: -30 })),
      1 as ElementId,
    );
    expect(facts).toMatchObject({ currentTime: 37, duration: 630, beginsAt: 30 });
  });

  it('[TM1] every second of the film is one of the element, and back', () => {
    fc.assert(
      fc.property(anyTime, fc.double({ min: 0, max: 4_000, noNaN: true }), (time, filmS) => {
        expect(toFilm(time, toOwn(time, filmS))).toBeCloseTo(filmS, 6);
      }),
    );
  });

  it('[TM1] the film never runs backwards while the element plays', () => {
    fc.assert(
      fc.property(
        anyTime,
        fc.double({ min: 0, max: 4_000, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (time, ownS, laterS) => {
          expect(toFilm(time, ownS + laterS)).toBeGreaterThanOrEqual(toFilm(time, ownS) - 1e-9);
        },
      ),
    );
  });
});
