// The page takes the element out of its document, with its source and our listeners on it, and may put it back.
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { expect, it, vi } from 'vitest';
import { readFacts } from '../player/read-facts.ts';
import type { ElementId } from './observation.ts';
import { setup } from './testing/one-engine.ts';

const playing = () => {
  const world = setup();
  world.bobActs({ position: 100 as MediaSeconds });
  world.runFor(5_000);
  const { video } = world;
  expect(video.paused).toBe(false);
  const takeOutForATask = () => {
    video.remove();
    video.putBack();
  };
  return { ...world, takeOutForATask };
};
type World = ReturnType<typeof playing>;

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
  const { page, sent, takeOutForATask, drift, runFor, video } = playing();
  if (isHidden) page.hide();
  runFor(1_000);
  page[act](takeOutForATask);
  runFor(3_000);
  expect([video.paused, Math.abs(drift() ?? Number.NaN) < 50, sent]).toEqual([false, true, []]);
  expect([page.state.video?.unknown, page.state.lastAttribution]).toMatchObject([
    null,
    { change: 'pause', origin: 'browser' },
  ]);
});

it('[DV4] nor is it anybody’s pause where it is looked at before it is paused', () => {
  const { page, video, sent, takeOutForATask, runFor } = playing();
  video.onMove(() => video.isConnected || page.tick());
  page.actAsUser(takeOutForATask);
  runFor(3_000);
  expect([video.paused, sent]).toEqual([false, []]);
});

it.each(['actAsUser', 'actAsSite'] as const)('[DV4] nor where it is taken out twice by then (%s)', (act) => {
  const { page, video, sent, takeOutForATask, runFor } = playing();
  page[act](() => {
    takeOutForATask();
    takeOutForATask();
  });
  runFor(3_000);
  expect([video.paused, sent, page.state.video?.unknown]).toEqual([false, [], null]);
});

it('[DV4] [PV10] nor on a page that lets nobody hear of it, and does so again at the end of an animation', () => {
  const { page, video, sent, takeOutForATask, runFor } = playing();
  page.swallowsEvents = true;
  page.actAsUser(takeOutForATask);
  runFor(400);
  page.actAsSite(takeOutForATask);
  runFor(4_000);
  expect([video.paused, sent]).toEqual([false, []]);
});

it('[DV4] [PV10] so it is on a page that lets nobody hear of its video', () => {
  const { page, video, sent, takeOutForATask, runFor } = playing();
  page.swallowsEvents = true;
  page.actAsUser(takeOutForATask);
  runFor(4_000);
  expect([video.paused, sent]).toEqual([false, []]);
});

it.each([false, true])('[DV4] and of one that is taken out as its start is told (hidden: %s)', (isHidden) => {
  const { page, video, sent, takeOutForATask, runFor, bobActs } = playing();
  bobActs({ kind: 'pause', position: 110 as MediaSeconds, isPlaying: false });
  runFor(3_000);
  if (isHidden) page.hide();
  runFor(1_000);
  const takeOut = vi.fn(takeOutForATask);
  video.onEvent((type) => type === 'play' && takeOut.mock.calls.length === 0 && takeOut());
  bobActs({ kind: 'play', position: 110 as MediaSeconds });
  runFor(5_000);
  expect([takeOut.mock.calls.length, video.paused, sent, page.state.video?.unknown]).toEqual([
    1,
    false,
    [],
    null,
  ]);
});

it.each([
  ['it was put back', ({ takeOutForATask, runFor }: World) => [takeOutForATask(), runFor(1_200)]],
  [
    'it was put back late, and has no data yet',
    ({ video, runFor }: World) => {
      video.remove();
      runFor(200);
      video.stall(20_000);
      video.putBack();
      runFor(1_200);
    },
  ],
  [
    'its source was changed while it was out',
    ({ video, runFor }: World) => {
      video.remove();
      runFor(100);
      video.tellSource('emptied');
      runFor(50);
      video.putBack();
      runFor(1_200);
    },
  ],
] as const)('[DV4] a press is the person’s once %s', (_, happen) => {
  const world = playing();
  const { page, video, sent, runFor } = world;
  happen(world);
  expect([video.isConnected, video.paused]).toEqual([true, false]);
  page.actAsUser(() => video.pause());
  runFor(2_000);
  expect([video.paused, sent]).toMatchObject([true, [{ kind: 'pause' }]]);
});

it.each([1, 150])('[DV4] so it is where it was back before the browser paused it, %i ms ago', (agoMs) => {
  const { page, video, sent, scheduler, runFor } = playing();
  for (const isConnected of [false, true]) {
    video.isConnected = isConnected;
    page.feed({ kind: 'moved', facts: readFacts(video, page.state.video?.facts.element as ElementId) });
  }
  scheduler.runUntil(scheduler.now() + agoMs);
  page.actAsUser(() => video.pause());
  runFor(3_000);
  expect([video.paused, sent]).toMatchObject([true, [{ kind: 'pause' }]]);
});

it.each([
  ['of one that is heard', false, 1],
  ['of one that nobody hears', true, 300],
] as const)('[DV4] [PV10] and %s as soon as we have set it going again', (_, isSwallowed, afterMs) => {
  const { page, video, sent, scheduler, takeOutForATask, runFor } = playing();
  page.swallowsEvents = isSwallowed;
  page.actAsSite(takeOutForATask);
  for (let step = 0; step < 5_000 && video.paused; step += 1) {
    scheduler.runUntil(scheduler.now() + 1);
    if (step % 1_000 === 999) page.tick();
  }
  scheduler.runUntil(scheduler.now() + afterMs);
  page.actAsUser(() => video.pause());
  runFor(3_000);
  expect([video.paused, sent]).toMatchObject([true, [{ kind: 'pause' }]]);
});

it('[DV4] what a person has paused as the page takes it out is the person’s', () => {
  const { page, video, sent, takeOutForATask, runFor } = playing();
  page.actAsUser(() => {
    video.pause();
    takeOutForATask();
  });
  runFor(3_000);
  expect([video.paused, sent]).toMatchObject([true, [{ kind: 'pause' }]]);
});

it.each([
  ['a question that stands', 3_000, false, [[], { isAsked: true }]],
  ['what is not asked yet, in a hidden page,', 100, true, [[{ kind: 'pause' }], null]],
] as const)('[DV4] %s is not dropped for it', (_, afterMs, isHidden, expected) => {
  const { page, video, sent, takeOutForATask, runFor } = playing();
  if (isHidden) page.hide();
  runFor(1_000);
  page.actAsSite(() => video.pause());
  runFor(afterMs);
  takeOutForATask();
  runFor(3_000);
  expect([sent, page.state.video?.unknown]).toMatchObject(expected);
  expect(video.paused).toBe(true);
});

it('[DV4] nor is a press that is still down', () => {
  const { page, video, sent, takeOutForATask, runFor } = playing();
  page.isPressed = true;
  page.actAsUser(() => video.pause());
  runFor(20);
  takeOutForATask();
  runFor(20);
  page.isPressed = false;
  runFor(3_000);
  expect([video.paused, sent]).toMatchObject([true, [{ kind: 'pause' }]]);
});

it('[DV4] put back, it is with the party again', () => {
  const { page, video, sent, drift, runFor } = playing();
  page.actAsUser(() => video.remove());
  runFor(7_000);
  video.putBack();
  runFor(4_000);
  expect([video.paused, Math.abs(drift() ?? Number.NaN) < 50, sent]).toEqual([false, true, []]);
});
