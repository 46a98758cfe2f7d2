import { expect, test } from 'vitest';
import { placeOver } from './placement.ts';

const VIEWPORT = { left: 0, top: 0, width: 1_000, height: 700 };

test('stands over the video', () => {
  const video = { left: 100, top: 50, width: 640, height: 360 };
  expect(placeOver(video, VIEWPORT)).toEqual(video);
});

test('stands over the part of the video that is seen', () => {
  const video = { left: 600, top: -100, width: 640, height: 360 };
  expect(placeOver(video, VIEWPORT)).toEqual({ left: 600, top: 0, width: 400, height: 260 });
});

test.each([
  ['no video', null],
  ['a video scrolled away', { left: 0, top: 800, width: 640, height: 360 }],
  ['a video too small for a line of text', { left: 0, top: 0, width: 200, height: 112 }],
])('stands over the page for %s', (_case, video) => {
  expect(placeOver(video, VIEWPORT)).toEqual(VIEWPORT);
});
