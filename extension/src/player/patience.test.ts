import { expect, it } from 'vitest';
import { watchMarks } from './patience.ts';

function watch() {
  const page = { now: 0, isShown: false, media: { paused: false } };
  const condition = watchMarks(
    page.media,
    () => page.now,
    () => page.isShown,
  );
  const at = (now: number) => {
    page.now = now;
    return condition();
  };
  return { page, at };
}

it('[SA3] a player that shows nothing it is known by is lost after ten seconds of playing, and not before', () => {
  const { page, at } = watch();
  expect([at(0), at(9_900)]).toEqual(['working', 'working']);
  page.media.paused = true;
  expect(at(30_000)).toBe('working');
  page.media.paused = false;
  expect([at(31_000), at(40_900), at(41_000)]).toEqual(['working', 'working', 'lost']);
  page.media.paused = true;
  expect(at(41_500)).toBe('lost');
});

it('[SA4] what it is known by may come late, and may hide with the controls from then on', () => {
  const { page, at } = watch();
  expect([at(0), at(10_000)]).toEqual(['working', 'lost']);
  page.isShown = true;
  expect(at(10_500)).toBe('working');
  page.isShown = false;
  expect([at(11_000), at(60_000)]).toEqual(['working', 'working']);
});
