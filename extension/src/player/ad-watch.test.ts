import { describe, expect, it } from 'vitest';
import { type AdReading, lookForAd, NO_AD } from './ad-watch.ts';

const FILM: AdReading = { saysAd: false, ownS: 60, durationS: 300, sourceCount: 1 };

/** What the looks come to, one after the other. */
function looks(...readings: readonly AdReading[]) {
  let watch = NO_AD;
  return readings.map((reading) => {
    const found = lookForAd(watch, reading);
    watch = found.watch;
    return { isInAd: found.isInAd, insert: found.insert };
  });
}

const NOTHING = { isInAd: false, insert: null };
const IN_AD = { isInAd: true, insert: null };

describe('adverts', () => {
  it('[AB2] in the stream take what they took of the element’s own time', () => {
    expect(
      looks(FILM, { ...FILM, saysAd: true }, { ...FILM, saysAd: true, ownS: 75 }, { ...FILM, ownS: 90 }),
    ).toEqual([NOTHING, IN_AD, IN_AD, { isInAd: false, insert: { atS: 60, lengthS: 30 } }]);
  });

  it('[AB2] beside the film, which stands meanwhile, take nothing', () => {
    expect(looks(FILM, { ...FILM, saysAd: true }, FILM)).toEqual([NOTHING, IN_AD, NOTHING]);
  });

  it('[AB2] in a source of their own are told by its length, and take nothing', () => {
    const advert = { saysAd: false, ownS: 3, durationS: 15, sourceCount: 2 };
    expect(looks(FILM, advert, { ...FILM, sourceCount: 3 })).toEqual([NOTHING, IN_AD, NOTHING]);
  });

  it('[AB2] are not the next part of a series, which is no shorter, nor a film that was never longer', () => {
    expect(looks(FILM, { ...FILM, durationS: 200, sourceCount: 2 })).toEqual([NOTHING, NOTHING]);
    expect(looks({ ...FILM, durationS: 15 })).toEqual([NOTHING]);
  });

  it('[AB2] of unknown length say nothing of the film’s', () => {
    expect(looks(FILM, { ...FILM, durationS: null, sourceCount: 2 })).toEqual([NOTHING, NOTHING]);
  });
});
