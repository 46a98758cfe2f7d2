import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { createEngine, type EngineState } from '../engine/state.ts';
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
