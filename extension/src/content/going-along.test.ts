import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { Media } from '@sameframe/shared/playback.ts';
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { FakeVideo } from '../../../scripts/simulation/fake-video.ts';
import { createRandom } from '../../../scripts/simulation/random.ts';
import { createEngine, type EngineState } from '../engine/state.ts';
import { setup as openEngine, TRAITS } from '../engine/testing/one-engine.ts';
import { watchFormerSource } from './former-source.ts';
import { createGoingAlong } from './going-along.ts';

const READY = { readyState: 4, paused: true, seeking: false };
const PLAYING = { ...READY, paused: false };
const LOADING = { ...PLAYING, readyState: 1 };

function setup() {
  let nowMs = 0;
  const brought: (number | null)[] = [];
  const goingAlong = createGoingAlong({
    readClock: () => nowMs as LocalMs,
    bringAlong: (leadMs) => brought.push(leadMs),
    isFormerOn: () => false,
  });
  /** The page shows that from then on; null: no film. */
  const show = (atMs: number, facts: object | null, isInAd = false) => {
    nowMs = atMs;
    const state = { ...createEngine('test'), isInAd };
    goingAlong.tend((facts === null ? state : { ...state, video: { facts } }) as EngineState);
  };
  return { goingAlong, show, brought };
}

test.each([
  [
    'nothing, while the film is not there',
    [
      [0, null],
      [9_000, LOADING],
    ],
    [],
  ],
  [
    'nothing, while it may still begin',
    [
      [0, READY],
      [2_400, READY],
    ],
    [],
  ],
  [
    'everyone to a film that waits for a hand, as it is',
    [
      [0, READY],
      [2_600, READY],
    ],
    [null],
  ],
  [
    'everyone to a film that begins by itself, together',
    [
      [0, READY],
      [400, PLAYING],
    ],
    [700],
  ],
  [
    'everyone once',
    [
      [0, PLAYING],
      [100, PLAYING],
      [200, LOADING],
      [300, PLAYING],
    ],
    [700],
  ],
] as const)('[FO4] brings %s', (_, moments, expected) => {
  const { goingAlong, show, brought } = setup();
  goingAlong.note({ leadMs: 700 });
  for (const [atMs, facts] of moments) show(atMs, facts);
  expect(brought).toEqual(expected);
});

test('[FO4] brings nobody to an advert, and everyone to the film after it', () => {
  const { goingAlong, show, brought } = setup();
  goingAlong.note({ leadMs: 700 });
  for (const atMs of [0, 5_000, 9_000]) show(atMs, PLAYING, true);
  expect(brought).toEqual([]);
  show(10_000, READY);
  show(10_400, PLAYING);
  expect(brought).toEqual([700]);
});

test('[FO4] brings everyone again after the next move', () => {
  const { goingAlong, show, brought } = setup();
  for (const atMs of [0, 1_000]) {
    goingAlong.note({ leadMs: null });
    show(atMs, PLAYING);
    goingAlong.note(null);
  }
  expect(brought).toEqual([null, null]);
});

function episode(number: number): Media {
  const url = `https://films.example/${number}`;
  return { key: url as MediaKey, url, title: `Episode ${number}` };
}

/** A real engine in the middle of the first episode, whose person brings everyone along. */
function setupEpisode() {
  const world = openEngine();
  const { page, bobActs, runFor, sent } = world;
  page.feed({ kind: 'page', page: episode(1) });
  bobActs({ kind: 'change-media', position: 300 as MediaSeconds, media: episode(1) });
  runFor(6_000);
  const bringAlong = (leadMs: number | null) => page.feed({ kind: 'bring-along', leadMs });
  const former = watchFormerSource();
  const isFormerOn = former.isOn;
  const goingAlong = createGoingAlong({ readClock: () => page.now(), bringAlong, isFormerOn });
  /** As the shell does it. */
  const take = (next: FakeVideo) => {
    former.attach(Object.assign(next, { currentSrc: 'blob:1' }), page.now());
    next.onEvent((type) => type === 'emptied' && former.change(page.now()));
  };
  take(world.video);
  const watchFor = (ms: number) => {
    for (let passedMs = 0; passedMs < ms; passedMs += 100) {
      runFor(100);
      const { duration: durationS = null, currentTime: ownS = 0 } = page.video ?? {};
      former.readLength({ durationS, ownS }, page.now());
      goingAlong.tend(page.state);
    }
  };
  const goOn = () => {
    former.startAnew(page.now());
    page.actAsUser(() => page.feed({ kind: 'page', page: episode(2) }));
    goingAlong.tend(page.state);
    goingAlong.note({ leadMs: null });
    goingAlong.tend(page.state);
  };
  watchFor(100);
  const brought = () => sent.map(({ media, position }) => [media?.title, Math.round(position)]);
  return { ...world, take, watchFor, goOn, brought };
}

test('[FO4 MK7] brings nobody to the former film under the next address, and everyone to the next once it is there', () => {
  const { page, video, watchFor, goOn, brought } = setupEpisode();
  goOn();
  watchFor(4_000);
  expect(brought()).toEqual([]);
  page.actAsSite(() => video.tellSource('emptied'));
  watchFor(500);
  expect(brought()).toEqual([]);
  page.actAsSite(() => {
    video.readyState = 4;
    video.tellSource();
    video.currentTime = 0;
  });
  watchFor(500);
  expect(brought()).toEqual([['Episode 2', 0]]);
});

test('[FO4] brings everyone to the next film that is in another element', () => {
  const { page, scheduler, take, watchFor, goOn, brought } = setupEpisode();
  goOn();
  watchFor(1_000);
  const next = new FakeVideo(scheduler, createRandom(7), TRAITS);
  page.attach(next);
  take(next);
  page.actAsSite(() => void next.play());
  watchFor(500);
  expect(brought()).toEqual([['Episode 2', 0]]);
});

test('[FO4] brings everyone to the next film where the address changes only after it has come', () => {
  const { page, video, watchFor, goOn, brought } = setupEpisode();
  page.actAsSite(() => {
    video.tellSource('emptied');
    video.readyState = 4;
    video.tellSource();
    video.currentTime = 0;
  });
  watchFor(300);
  goOn();
  watchFor(500);
  expect(brought().slice(-1)).toEqual([['Episode 2', 0]]);
});

test('[FO4 MK7] brings everyone to the next film that the site puts into the same source', () => {
  const { page, video, watchFor, goOn, brought } = setupEpisode();
  goOn();
  watchFor(2_000);
  expect(brought()).toEqual([]);
  page.actAsSite(() => {
    video.duration = 1_200;
  });
  watchFor(1_000);
  expect(brought()).toEqual([]);
  page.actAsSite(() => {
    video.currentTime = 0;
  });
  watchFor(500);
  expect(brought()).toEqual([['Episode 2', 0]]);
});

test('[FO4 MK7] brings nobody to the former film that is let go for a moment and taken again', () => {
  const { page, video, take, watchFor, goOn, brought } = setupEpisode();
  goOn();
  page.feed({ kind: 'video', facts: null });
  watchFor(1_000);
  page.attach(video);
  take(video);
  video.putBack();
  page.actAsSite(() => void video.play());
  watchFor(4_000);
  expect(brought()).toEqual([]);
});

test('[FO4 MK7] brings nobody to the former film that has just come back after an advert', () => {
  const { page, video, watchFor, goOn, brought } = setupEpisode();
  page.actAsSite(() => {
    video.tellSource('emptied');
    video.readyState = 4;
    video.tellSource();
  });
  watchFor(1_500);
  goOn();
  watchFor(4_000);
  expect(brought()).toEqual([]);
});
