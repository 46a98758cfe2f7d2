// The page takes the element out of its document, with its source and our listeners on it, and may put it back.
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { expect, it } from 'vitest';
import { setup } from './testing/one-engine.ts';

const playing = () => {
  const world = setup();
  world.bobActs({ position: 100 as MediaSeconds });
  world.runFor(5_000);
  expect(world.video.paused).toBe(false);
  return world;
};

it('[DV4] a film that the page has taken away is not set going again, whoever presses play, and makes nobody wait', () => {
  const { page, video, sent, words, runFor, bobActs } = playing();
  page.actAsUser(() => video.remove());
  runFor(1_000);
  bobActs({ kind: 'pause', position: 150 as MediaSeconds, isPlaying: false });
  runFor(1_000);
  bobActs({ kind: 'play', position: 150 as MediaSeconds });
  video.readyState = 1;
  runFor(10_000);
  expect([video.paused, sent, words]).toEqual([true, [], []]);
});

it('[DV4] what happens to it meanwhile is no act', () => {
  const { page, video, sent, runFor } = playing();
  page.actAsUser(() => {
    video.remove();
    video.currentTime = 0;
    video.playbackRate = 2;
  });
  runFor(5_000);
  expect(sent).toEqual([]);
});

it.each([
  ['of a hidden page', true, 100],
  ['of a page on show', false, 100],
  ['that its person is asked about', false, 2_000],
] as const)('[DV4] nor is what nobody was seen to do just before, to one %s', (_, isHidden, goneAfterMs) => {
  const { page, video, sent, runFor } = playing();
  if (isHidden) page.hide();
  runFor(1_000);
  page.actAsSite(() => video.pause());
  runFor(goneAfterMs);
  video.remove();
  runFor(3_000);
  expect([sent, page.state.video?.unknown]).toEqual([[], null]);
});

it.each([
  ['of itself', 'actAsSite', false],
  ['as somebody presses a button of the page', 'actAsUser', false],
  ['in a hidden page', 'actAsSite', true],
] as const)('[DV4] put back before its pause is told, %s, it plays on with the party', (_, act, isHidden) => {
  const { page, video, sent, drift, runFor } = playing();
  if (isHidden) page.hide();
  runFor(1_000);
  page[act](() => {
    video.remove();
    video.putBack();
  });
  runFor(3_000);
  expect([video.paused, Math.abs(drift() ?? Number.NaN) < 50, sent]).toEqual([false, true, []]);
  expect([page.state.video?.unknown, page.state.lastAttribution]).toMatchObject([
    null,
    { change: 'pause', origin: 'browser' },
  ]);
});

it('[DV4] and a press soon after is the person’s', () => {
  const { page, video, sent, runFor } = playing();
  video.remove();
  video.putBack();
  runFor(1_200);
  expect(video.paused).toBe(false);
  page.actAsUser(() => video.pause());
  runFor(1_000);
  expect(sent).toMatchObject([{ kind: 'pause' }]);
});

it('[DV4] put back, it is with the party again', () => {
  const { page, video, sent, drift, runFor } = playing();
  page.actAsUser(() => video.remove());
  runFor(7_000);
  video.putBack();
  runFor(4_000);
  expect([video.paused, Math.abs(drift() ?? Number.NaN) < 50, sent]).toEqual([false, true, []]);
});
