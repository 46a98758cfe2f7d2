import type { LocalMs } from '@sameframe/shared/time.ts';
import { describe, expect, test } from 'vitest';
import type { MediaEventType } from '../engine/observation.ts';
import { readFacts } from '../player/read-facts.ts';
import { openPlainPlayer } from '../player/site-player.ts';
import { openFilm } from './film.ts';
import { watchFormerSource } from './former-source.ts';
import type { PartyFilm } from './party-film.ts';

/** A film on an element that is what the test says, looked at four times a second. */
function setup(change: object = {}) {
  const element = {
    currentTime: 100,
    duration: 3_600,
    currentSrc: 'https://films.example/film.mp4',
    paused: false,
    playbackRate: 1,
    seeking: false,
    ended: false,
    readyState: 4,
    isConnected: true,
    loop: false,
    ...change,
  };
  const media = element as unknown as HTMLMediaElement;
  const former = watchFormerSource();
  const film = openFilm(
    { ...openPlainPlayer(media), isInAd: () => false },
    {
      readPartyS: () => 1_700_000_000,
      readProgrammeS: () => null,
    },
    former,
  );
  let nowMs = 0;
  const startAnew = () => {
    former.startAnew(nowMs as LocalMs);
    film.startAnew();
  };
  const look = (type: MediaEventType | null, partyS: number | null) => {
    nowMs += 250;
    const party: PartyFilm = { told: null, isHost: true, lengthS: partyS, shiftS: null };
    return film.look(type, party, nowMs as LocalMs);
  };
  return { element, film, startAnew, look };
}

describe('another page under the same element', () => {
  test('[AB2] a short film after a long one is no advert, though the old source was seen once more', () => {
    const { element, startAnew, look } = setup();
    for (let count = 0; count < 20; count += 1) look('timeupdate', 3_600);
    startAnew();
    look('timeupdate', null);
    Object.assign(element, { duration: Number.NaN, currentTime: 0 });
    look('emptied', null);
    element.duration = 120;
    const looks = Array.from({ length: 40 }, () => look('timeupdate', null).isInAd);
    expect(looks).not.toContain(true);
  });

  test('[AB2] whose source stays is a film, beside which a short one is an advert', () => {
    const { element, startAnew, look } = setup();
    look('timeupdate', 3_600);
    startAnew();
    for (let count = 0; count < 60; count += 1) look('timeupdate', null);
    Object.assign(element, { duration: 30, currentTime: 0 });
    expect(look('emptied', null).isInAd).toBe(true);
  });
});

test('[LV3] a stream that has no end and says of none where it is has seconds of its own, and none of the party’s', () => {
  const { film, look } = setup({
    duration: Number.POSITIVE_INFINITY,
    currentSrc: 'https://radio.example/stream.mp3',
    // As Chromium has it.
    seekable: { length: 1, start: () => 0, end: () => Number.POSITIVE_INFINITY },
  });
  expect(look(null, null)).toMatchObject({ hasShifted: false, live: { told: { live: 'edge' }, by: null } });
  expect(readFacts(film.video, 1 as never)).toMatchObject({ currentTime: 100, duration: null });
});
