// What no party could follow is never said: the background would not take it, and it would wait for its answer for ever.
import { MAX_RATE, MIN_RATE } from '@sameframe/shared/playback.ts';
import { expect, it } from 'vitest';
import { setup } from './testing/one-engine.ts';

it.each([0, MIN_RATE / 2, MAX_RATE + 1])('[PV3] a speed of %d is put right and told to nobody', (rate) => {
  const { page, video, runFor, bobActs, sent } = setup();
  bobActs({ kind: 'play' });
  runFor(3_000);
  page.actAsUser((element) => {
    element.playbackRate = rate;
  });
  runFor(3_000);
  expect([sent, page.state.pending]).toEqual([[], []]);
  expect(video.playbackRate).toBeCloseTo(1, 1);
  page.actAsUser((element) => element.pause());
  runFor(500);
  expect(sent).toMatchObject([{ kind: 'pause' }]);
});

it('[PB6] a party is started at a speed that there is, whatever its host’s player does just then', () => {
  const { page, video, runFor, bobActs, sent } = setup();
  page.actAsSite(() => {
    Object.assign(video, { playbackRate: 0 });
  });
  runFor(100);
  bobActs({ kind: 'pause', isPlaying: false });
  page.feed({ kind: 'answer', answer: 'bring-everyone' });
  runFor(500);
  expect(sent).toMatchObject([{ kind: 'change-media', rate: 1 }]);
});
