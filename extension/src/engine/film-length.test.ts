// How long the film is, as the party is told of it once its host's element knows.
import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { setup } from './testing/one-engine.ts';

const URL = 'https://films.example/1';
const FILM = { key: URL as MediaKey, url: URL, title: 'A film' };

/** A party that begins before its host's element has its metadata, and plays on. */
function setupUnknown() {
  const world = setup();
  const { page, video, bobActs, orderOwn, sent } = world;
  Object.assign(video, { duration: Number.NaN, readyState: 0 });
  page.tick();
  page.feed({ kind: 'page', page: FILM });
  const { self, replica } = page.state;
  if (self === null || replica === null) throw new Error('not in a party');
  page.feed({ kind: 'replica', self, replica: { ...replica, party: { ...replica.party, host: self } } });
  expect(sent).toMatchObject([{ kind: 'change-media', media: FILM }]);
  orderOwn();
  bobActs({ kind: 'play', position: 10 as MediaSeconds, rate: 1.5, media: FILM });
  const learnLength = (duration: number) => {
    Object.assign(video, { duration, readyState: 4 });
    video.tellSource();
  };
  return { ...world, learnLength };
}

describe('a film whose length is not known when the party is told of it', () => {
  it('[TM4] is told anew with it by the host, once, and goes on as it went', () => {
    const { runFor, learnLength, sent, page, orderOwn } = setupUnknown();
    runFor(2_000);
    expect(sent).toEqual([]);
    learnLength(600);
    runFor(100);
    const media = { ...FILM, durationS: 600 };
    expect(sent).toMatchObject([{ kind: 'change-media', isPlaying: true, rate: 1.5, media }]);
    expect(Math.abs((sent[0]?.position ?? 0) - 13)).toBeLessThan(0.2);
    orderOwn();
    runFor(3_000);
    expect(sent).toEqual([]);
    expect(page.timeline().playback?.media).toEqual(media);
  });

  it('[TM4] is not told the length of what may be an advert before it, nor while the party waits', () => {
    const { runFor, learnLength, sent, hold } = setupUnknown();
    learnLength(30);
    runFor(1_000);
    hold(5_000);
    learnLength(600);
    runFor(1_000);
    expect(sent).toEqual([]);
  });
});
