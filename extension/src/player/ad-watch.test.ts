import type { LocalMs } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { type AdReading, lookForAd, NO_AD } from './ad-watch.ts';

const FILM: AdReading = {
  at: 0 as LocalMs,
  saysAd: false,
  ownS: 60,
  durationS: 300,
  sourceCount: 1,
  partyFilmS: null,
};

/** What the looks come to, one after the other; in each of them the party's film. */
function looks(...readings: readonly Partial<AdReading>[]) {
  let watch = NO_AD;
  return readings.map((change) => {
    const found = lookForAd(watch, { ...FILM, ...change });
    watch = found.watch;
    return { isInAd: found.isInAd, insert: found.insert };
  });
}

/** An advert in the stream, looked at each second from second `fromS` to `toS` of the element. */
function stretch(fromS: number, toS: number, change: Partial<AdReading> = {}): Partial<AdReading>[] {
  return Array.from({ length: toS - fromS }, (_, second) => ({
    at: ((fromS + second) * 1_000) as LocalMs,
    ownS: fromS + second,
    saysAd: true,
    ...change,
  }));
}

const at = (seconds: number) => (seconds * 1_000) as LocalMs;
const NOTHING = { isInAd: false, insert: null };
const IN_AD = { isInAd: true, insert: null };
const insertAfter = (...readings: readonly Partial<AdReading>[]) => looks(...readings).at(-1);

describe('adverts', () => {
  it('[AB2] in the stream take what they took of the element’s own time', () => {
    expect(insertAfter({}, ...stretch(60, 90), { at: at(90), ownS: 90 })).toEqual({
      isInAd: false,
      insert: { atS: 60, lengthS: 30 },
    });
  });

  it('[AB2] in a stream that was joined while its pre-roll was on began with it', () => {
    expect(insertAfter(...stretch(4, 15), { at: at(15), ownS: 15 })?.insert).toEqual({ atS: 0, lengthS: 15 });
  });

  it('[AB2] take no more than what ran on, wherever somebody jumped', () => {
    // Sought to 200; put back to the advert at 60; led to 200 after it.
    const forced = [{ saysAd: true, ownS: 200, at: at(59) }, ...stretch(60, 90), { at: at(90), ownS: 200 }];
    expect(insertAfter({}, ...forced)?.insert).toEqual({ atS: 60, lengthS: 29 });
    expect(insertAfter({}, ...stretch(60, 90), { at: at(90), ownS: 30 })).toEqual(NOTHING);
  });

  it('[AB2] beside the film, which stands meanwhile or nearly so, take nothing', () => {
    expect(looks({}, { saysAd: true }, {})).toEqual([NOTHING, IN_AD, NOTHING]);
    expect(insertAfter({}, { saysAd: true }, { ownS: 60.3, at: at(1) })).toEqual(NOTHING);
  });

  it('[AB2] take nothing of what is live', () => {
    const live = { durationS: null };
    expect(insertAfter(live, ...stretch(60, 90, live), { ...live, at: at(90), ownS: 90 })).toEqual(NOTHING);
  });

  it('[AB2] in a source of their own are told by its length, and take nothing', () => {
    const advert = { ownS: 3, durationS: 15, sourceCount: 2 };
    expect(looks({}, advert, { sourceCount: 3 })).toEqual([NOTHING, IN_AD, NOTHING]);
  });

  it('[AB2] last from the first of their sources to the film, also between two of them', () => {
    const between = { durationS: null, ownS: 0 };
    expect(
      looks(
        {},
        { durationS: 15, sourceCount: 2 },
        { ...between, sourceCount: 3 },
        { durationS: 20, sourceCount: 3 },
        { ...between, sourceCount: 4 },
        { sourceCount: 4 },
      ),
    ).toEqual([NOTHING, IN_AD, IN_AD, IN_AD, IN_AD, NOTHING]);
  });

  it('[AB2] before the film are told by the length that the party says its film has', () => {
    const preRoll = { ownS: 0, durationS: 15, partyFilmS: 300 };
    expect(looks(preRoll, { partyFilmS: 300, sourceCount: 2 })).toEqual([IN_AD, NOTHING]);
    // What may be an advert itself is no measure.
    expect(looks({ ...preRoll, partyFilmS: 120 })).toEqual([NOTHING]);
  });

  it('[AB2] are no longer than any advert: a clip in its own right is one after three minutes', () => {
    const clip = { durationS: 40, sourceCount: 2, partyFilmS: 300 };
    expect(
      looks({}, clip, { ...clip, at: at(179) }, { ...clip, at: at(181) }, { ...clip, at: at(400) }),
    ).toEqual([NOTHING, IN_AD, IN_AD, NOTHING, NOTHING]);
  });

  it('[AB2] are not the next part of a series, which is no shorter, nor a film that was never longer', () => {
    expect(looks({}, { durationS: 200, sourceCount: 2 })).toEqual([NOTHING, NOTHING]);
    expect(looks({ durationS: 15 })).toEqual([NOTHING]);
  });

  it('[AB2] in a film of two minutes are adverts, too', () => {
    expect(looks({ durationS: 120 }, { durationS: 20, sourceCount: 2 })).toEqual([NOTHING, IN_AD]);
  });

  it('[AB2] of unknown length say nothing of the film’s', () => {
    expect(looks({}, { durationS: null, sourceCount: 2 })).toEqual([NOTHING, NOTHING]);
  });

  it('[TM1] another film has nothing of what lay in the last one’s time', () => {
    const { watch } = lookForAd(NO_AD, FILM);
    const isNewFilm = (change: Partial<AdReading>) => lookForAd(watch, { ...FILM, ...change }).isNewFilm;
    expect(isNewFilm({ sourceCount: 2, durationS: 280 })).toBe(true);
    // The same film after an advert, and one whose length is told better while it loads.
    expect(isNewFilm({ sourceCount: 3 })).toBe(false);
    expect(isNewFilm({ durationS: 280 })).toBe(false);
  });
});
