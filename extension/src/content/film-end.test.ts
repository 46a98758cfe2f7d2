import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import type { VideoFacts } from '../engine/observation.ts';
import { setup } from '../engine/testing/one-engine.ts';
import { isAtEnd, isPartyFilmOver, partyFilmLengthS } from './film-end.ts';

test('[FO4] a film has come to its end on its last frames, and a stream without an end never', () => {
  const at = (currentTime: number, duration: number | null, ended = false) =>
    isAtEnd({ currentTime, duration, ended } as VideoFacts);
  expect([at(10, 60), at(59.2, 60), at(60, 60, true), at(10, null), isAtEnd(null)]).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});

test('[SO1] [AB1] the party’s film is not over for who has stepped out of it, nor while an advert ends', () => {
  const { page, runFor, video } = setup();
  page.actAsUser((element) => void element.play());
  runFor(1_000);
  page.stepOut();
  page.actAsUser((element) => {
    element.currentTime = 599.8;
  });
  runFor(2_000);
  expect(isAtEnd(page.state.video?.facts ?? null)).toBe(true);
  expect(isPartyFilmOver(page.state, page.now())).toBe(false);
  page.comeBack();
  video.currentTime = 10;
  runFor(500);
  const { facts } = page.state.video ?? {};
  if (facts === undefined) throw new Error('no video');
  const end = { ...facts, currentTime: 14.5 as typeof facts.currentTime, duration: 15 };
  page.feed({ kind: 'ad-break', isInAd: true, facts: end });
  expect([isPartyFilmOver(page.state, page.now()), partyFilmLengthS(page.state)]).toEqual([false, null]);
});

test('[QU3] [FO4] a film is over where it is so for the party, not where a shorter copy ends', () => {
  const { page, bobActs, runFor } = setup();
  const url = 'https://films.example/1';
  const media = { key: url as MediaKey, url, title: 'A film', durationS: 605 };
  bobActs({ kind: 'play', position: 595 as MediaSeconds, media });
  runFor(7_000);
  expect(isAtEnd(page.state.video?.facts ?? null)).toBe(true);
  expect(isPartyFilmOver(page.state, page.now())).toBe(false);
  runFor(3_000);
  expect(isPartyFilmOver(page.state, page.now())).toBe(true);
});

test('[QU3] a film that its page has taken away at its end is over all the same', () => {
  const { page, bobActs, runFor, video } = setup();
  bobActs({ kind: 'play', position: 595 as MediaSeconds });
  runFor(7_000);
  video.remove();
  runFor(1_000);
  expect(isPartyFilmOver(page.state, page.now())).toBe(true);
});
