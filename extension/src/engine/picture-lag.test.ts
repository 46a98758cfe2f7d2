import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import type { ElementId } from './observation.ts';
import { setup } from './testing/one-engine.ts';

/** Plays for a while, with an act now and then, and gives how far the picture is from the party's. */
function playOn(pictureLagMs: number, change: (world: ReturnType<typeof setup>) => void = () => undefined) {
  const world = setup({ pictureLagMs });
  for (let turn = 0; turn < 16; turn += 1) {
    const { page, video } = world;
    page.actAsUser(() => {
      video.currentTime = 20 * (turn + 1);
      void video.play();
    });
    change(world);
    world.runFor(4_000);
    world.orderOwn();
    world.runFor(4_000);
  }
  return world;
}

test('OD4 what a browser shows late is learned from its frames, and made up for', () => {
  const { page, drift } = playOn(30);
  expect(page.state.video?.pictureLagMs.plain).toBeGreaterThan(25);
  expect(page.state.video?.pictureLagMs.plain).toBeLessThan(33);
  expect(Math.abs(drift() ?? Number.NaN)).toBeLessThan(15);
});

test('OD4 who shows early does not have to wait for what they did themselves', () => {
  const { page, video } = playOn(-12);
  expect(page.state.video?.pictureLagMs.plain).toBeLessThan(-9);
  page.actAsUser(() => {
    video.playbackRate = 1.5;
  });
  expect(video.paused).toBe(false);
});

test('OD4 frames of a hidden page, of another element and of a motion that is over teach nothing', () => {
  const hidden = playOn(30, ({ page }) => {
    page.isHidden = true;
  });
  expect(hidden.page.state.video?.pictureLagMs.plain).toBe(0);

  const { page, video } = playOn(0);
  const known = page.state.video?.pictureLagMs.plain;
  const element = page.state.video?.facts.element;
  if (element === undefined) throw new Error('No video.');
  const frames = [{ at: page.now(), position: (video.currentTime - 0.03) as MediaSeconds }];
  page.feed({ kind: 'frames-shown', element, frames });
  page.feed({ kind: 'frames-shown', element: (element + 1) as ElementId, frames });
  expect(page.state.video?.pictureLagMs.plain).toBe(known);
});
