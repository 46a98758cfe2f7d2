import { expect, it } from 'vitest';
import { watchProgramme } from './programme-watch.ts';

function setup() {
  const world = { now: 0, saidS: 1_790_000_000 as number | null, asked: 0 };
  const media = { currentSrc: 'blob:1', seeking: false, readyState: 4 };
  const read = watchProgramme(
    () => {
      world.asked += 1;
      return world.saidS;
    },
    () => world.now,
  );
  const readAfter = (ms: number) => {
    world.now += ms;
    return read(media as HTMLMediaElement);
  };
  return { world, media, readAfter };
}

it('[LV6] asks once a second, and believes what is said twice', () => {
  const { world, readAfter } = setup();
  expect([readAfter(0), readAfter(400), readAfter(400), world.asked]).toEqual([null, null, null, 1]);
  expect([readAfter(400), world.asked]).toEqual([1_790_000_000, 2]);
});

it('[LV6] asks nothing while a player is on its way to elsewhere', () => {
  const { world, media, readAfter } = setup();
  media.seeking = true;
  readAfter(1_000);
  [media.seeking, media.readyState] = [false, 1];
  readAfter(1_000);
  expect(world.asked).toBe(0);
});

it('[LV6] keeps what it knows while the source goes on, and nothing of it with another', () => {
  const { world, media, readAfter } = setup();
  readAfter(1_000);
  readAfter(1_000);
  world.saidS = null;
  expect([readAfter(1_000), readAfter(1_000)]).toEqual([1_790_000_000, 1_790_000_000]);
  media.currentSrc = 'blob:2';
  expect(readAfter(1_000)).toBeNull();
});
